package dev.quotaledger.runtime.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers those who are not let in with the same problems as every other failure. */
final class Denials implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final AuthenticationEntryPoint challenge;
  private final HandlerExceptionResolver failures;

  /**
   * Answers with problems.
   *
   * @param challenge says in a header of the answer how to authenticate
   * @param failures turns exceptions into answers
   */
  Denials(AuthenticationEntryPoint challenge, HandlerExceptionResolver failures) {
    this.challenge = challenge;
    this.failures = failures;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    challenge.commence(request, response, failure);
    failures.resolveException(request, response, null, failure);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
    failures.resolveException(request, response, null, reason(request, denied));
  }

  /** To a caller who is known, a path that nobody may ask for is one that is not there. */
  private static Exception reason(HttpServletRequest request, AccessDeniedException denied) {
    if (denied instanceof CrossSiteWrite) {
      return denied;
    }
    Set<HttpMethod> methods = AccessRules.methodsAt(request);
    HttpMethod method = AccessRules.methodOf(request);
    if (methods.isEmpty()) {
      return new NoResourceFoundException(
          method, request.getRequestURI(), request.getServletPath());
    }
    List<String> names = methods.stream().map(HttpMethod::name).sorted().toList();
    return methods.contains(method)
        ? denied
        : new HttpRequestMethodNotSupportedException(method.name(), names);
  }
}
