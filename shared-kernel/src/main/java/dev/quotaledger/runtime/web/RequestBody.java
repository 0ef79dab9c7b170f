package dev.quotaledger.runtime.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds the body of every request, after its sender is known. All but files of rows are read into memory here, so that a
 * body can be hashed and bound from the same bytes; a file streams, and fails where it passes its limit.
 */
final class RequestBody extends OncePerRequestFilter {

  private static final String IMPORTS = "/api/v1/imports/";
  private static final String BACKTEST = "/api/v1/forecasts/backtest";

  private final HttpProperties limits;
  private final HandlerExceptionResolver failures;

  RequestBody(HttpProperties limits, HandlerExceptionResolver failures) {
    this.limits = limits;
    this.failures = failures;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean imports = request.getServletPath().startsWith(IMPORTS);
    boolean streamed = imports || request.getServletPath().equals(BACKTEST);
    DataSize limit = imports
        ? limits.maxImportSize()
        : streamed ? limits.maxBacktestSize() : limits.maxBodySize();
    if (request.getContentLengthLong() > limit.toBytes()) {
      failures.resolveException(request, response, null, tooLarge(limit.toBytes()));
      return;
    }
    HttpServletRequest bounded;
    try {
      bounded = streamed
          ? new BoundedRequest(request, limit.toBytes())
          : BufferedRequest.read(request, limit.toBytes());
    } catch (IOException | ProblemException e) {
      failures.resolveException(request, response, null, e);
      return;
    }
    chain.doFilter(bounded, response);
  }

  static ProblemException tooLarge(long limit) {
    return Problem.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "body-too-large",
            "The body takes more than %d bytes.".formatted(limit))
        .with("limit", limit)
        .asException();
  }
}
