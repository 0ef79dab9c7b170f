package dev.quotaledger.runtime.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every failure of a request into a problem, and logs those that are our fault. */
@RestControllerAdvice
final class ProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(Throwable.class)
  @Nullable
  ResponseEntity<ProblemDetail> answer(
      Throwable failure, HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      log.debug("Request {} ended before its answer did", RequestId.of(request), failure);
      return null;
    }
    Problem problem = Problems.of(failure);
    if (problem.status().is5xxServerError()) {
      log.error("Request {} failed", RequestId.of(request), failure);
    }
    return answer(problem, RequestId.of(request));
  }

  /** The type is fixed here, so that no Accept header can turn a problem into something else. */
  static ResponseEntity<ProblemDetail> answer(Problem problem, String requestId) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    problem.headers().forEach(answer::header);
    return answer.body(problem.body(requestId));
  }
}
