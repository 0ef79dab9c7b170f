package dev.quotaledger.runtime.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for what failed outside of Spring MVC, where the servlet container hands the request back. */
@RestController
final class ProblemController implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(ProblemController.class);

  @RequestMapping("${spring.web.error.path:/error}")
  ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
    Problem problem = problem(request);
    return ProblemAdvice.answer(problem, RequestId.of(request));
  }

  private static Problem problem(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      Problem problem = Problems.of(failure);
      if (problem.status().is5xxServerError()) {
        log.error("Request {} failed", RequestId.of(request), failure);
      }
      return problem;
    }
    HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.resolve(code)
            : HttpStatus.NOT_FOUND; // a client asked for this path itself
    return Problems.ofStatus(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
  }
}
