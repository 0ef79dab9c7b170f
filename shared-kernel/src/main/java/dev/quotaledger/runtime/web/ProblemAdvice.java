package dev.quotaledger.runtime.web;

import dev.quotaledger.runtime.audit.RefusedRequests;
import dev.quotaledger.runtime.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
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

  private final ObjectProvider<RefusedRequests> refused;

  ProblemAdvice(ObjectProvider<RefusedRequests> refused) {
    this.refused = refused;
  }

  @ExceptionHandler(Throwable.class)
  @Nullable
  ResponseEntity<ProblemDetail> answer(
      Throwable failure, HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      log.debug("Request {} ended before its answer did", RequestId.of(request), failure);
      return null;
    }
    Problem problem = Problems.of(failure);
    if (saysToComeAgain(problem, failure)) {
      log.info("Request {} has to come again: {}", RequestId.of(request), problem.detail());
    } else if (problem.status().is5xxServerError()) {
      log.error("Request {} failed", RequestId.of(request), failure);
    }
    if (problem.status() == HttpStatus.FORBIDDEN) {
      keep(problem, request);
    }
    return answer(problem, RequestId.of(request));
  }

  /** Nothing has failed where the program itself decided that the answer has to wait. */
  private static boolean saysToComeAgain(Problem problem, Throwable failure) {
    return problem.status() == HttpStatus.SERVICE_UNAVAILABLE
        && Failures.unwrapped(failure) instanceof ProblemException;
  }

  /** Who may not do what they tried is of interest to auditors; there is nothing to say of strangers. */
  private void keep(Problem problem, HttpServletRequest request) {
    Caller.current()
        .ifPresent(caller -> refused.ifAvailable(kept -> kept.keep(
            request,
            RequestId.of(request),
            caller.name(),
            caller.repId() == null ? null : caller.repId().value(),
            problem.code(),
            problem.detail())));
  }

  /** The type is fixed here, so that no Accept header can turn a problem into something else. */
  static ResponseEntity<ProblemDetail> answer(Problem problem, String requestId) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    problem.headers().forEach(answer::header);
    return answer.body(problem.body(requestId));
  }
}
