package dev.quotaledger.runtime.web;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers for what the servlet container itself refused, before any filter: a request line or a header that is no HTTP.
 */
final class ProblemValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int code = response.getStatus();
    if (code < HttpStatus.BAD_REQUEST.value()
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = HttpStatus.resolve(code);
    Problem problem = Problems.ofStatus(status == null ? HttpStatus.BAD_REQUEST : status);
    if (failure != null && problem.status().is5xxServerError()) {
      log.error("A request failed outside of every filter", failure);
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE + ";charset=UTF-8");
      Writer body = response.getReporter();
      if (body != null) {
        body.write(json(problem));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      log.debug("The client did not wait for its answer", e);
    }
  }

  /** By hand, since there is no mapper this far out; every part is a constant of ours. */
  private static String json(Problem problem) {
    return """
        {"type":"%s%s","title":"%s","status":%d,"detail":"%s","code":"%s"}""".formatted(
            Problem.TYPE_PREFIX,
            problem.code(),
            problem.status().getReasonPhrase(),
            problem.status().value(),
            problem.detail(),
            problem.code());
  }
}
