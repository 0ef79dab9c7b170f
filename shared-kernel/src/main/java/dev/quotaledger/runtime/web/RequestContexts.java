package dev.quotaledger.runtime.web;

import dev.quotaledger.runtime.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers the {@link RequestContext} and the {@link Caller} that they ask for. */
final class RequestContexts implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == RequestContext.class
        || parameter.getParameterType() == Caller.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    Caller caller = Caller.current()
        .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Nobody asks."));
    return parameter.getParameterType() == Caller.class
        ? caller
        : of(Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class)), caller);
  }

  static RequestContext of(HttpServletRequest request, Caller caller) {
    Optional<IdempotencyKey> key = IdempotencyKey.of(request);
    return new RequestContext(
        caller.name(),
        caller.repId(),
        RequestId.of(request),
        key.map(present -> keyHash(caller, present)).orElse(null),
        key.map(_ -> bodyHash(request)).orElse(null),
        IfMatch.version(request).orElse(null));
  }

  private static String keyHash(Caller caller, IdempotencyKey key) {
    return new Digest().add(caller.name()).add(key.value()).text();
  }

  private static String bodyHash(HttpServletRequest request) {
    return new Digest()
        .add(request.getMethod())
        .add(request.getRequestURI())
        .add(Objects.requireNonNullElse(request.getQueryString(), ""))
        .add(BufferedRequest.bodyOf(request))
        .text();
  }
}
