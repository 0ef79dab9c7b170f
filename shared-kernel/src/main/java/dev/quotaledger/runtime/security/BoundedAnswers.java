package dev.quotaledger.runtime.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Sends no answer to a bounded request that was made without asking what its caller may see. */
@ControllerAdvice
final class BoundedAnswers implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter method,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (!isProblem(response) && !Bounded.isKept(servlet(request))) {
      throw Bounded.denied();
    }
    return body;
  }

  private static boolean isProblem(ServerHttpResponse response) {
    int status = ((ServletServerHttpResponse) response).getServletResponse().getStatus();
    return status >= HttpStatus.BAD_REQUEST.value();
  }

  private static HttpServletRequest servlet(ServerHttpRequest request) {
    return ((ServletServerHttpRequest) request).getServletRequest();
  }
}
