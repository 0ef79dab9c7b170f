package dev.quotaledger.runtime.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The first filter: gives every request its id, and refuses a URL or headers of absurd size. */
final class RequestEnvelope extends OncePerRequestFilter {

  private final HttpProperties limits;
  private final HandlerExceptionResolver failures;

  RequestEnvelope(HttpProperties limits, HandlerExceptionResolver failures) {
    this.limits = limits;
    this.failures = failures;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = RequestId.of(request);
    response.setHeader(RequestId.HEADER, id);
    try (MDC.MDCCloseable _ = MDC.putCloseable(RequestId.LOGGED_AS, id)) {
      if (urlLength(request) > limits.maxUrlLength()) {
        refuse(
            request,
            response,
            HttpStatus.URI_TOO_LONG,
            "uri-too-long",
            "The path and query take more than %d characters.".formatted(limits.maxUrlLength()));
      } else if (headerSize(request) > limits.maxHeaderSize().toBytes()) {
        refuse(
            request,
            response,
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "headers-too-large",
            "The headers take more than %d bytes."
                .formatted(limits.maxHeaderSize().toBytes()));
      } else {
        proceed(request, response, chain);
      }
    }
  }

  /** Whoever asks first for a parameter of a query that cannot be read may be a filter. */
  private void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (InvalidParameterException e) {
      failures.resolveException(request, response, null, e);
    }
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      String code,
      String detail) {
    failures.resolveException(
        request, response, null, Problem.of(status, code, detail).asException());
  }

  private static int urlLength(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI().length() + (query == null ? 0 : query.length() + 1);
  }

  private static long headerSize(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
        .distinct()
        .mapToLong(name -> Collections.list(request.getHeaders(name)).stream()
            .mapToLong(value -> name.length() + value.length() + 4L)
            .sum())
        .sum();
  }
}
