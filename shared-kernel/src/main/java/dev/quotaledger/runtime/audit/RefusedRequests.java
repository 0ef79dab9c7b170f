package dev.quotaledger.runtime.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Keeps the requests that were not let in, unless what they asked for was refused as a command, which is
 * kept with more of what it was.
 */
public final class RefusedRequests {

  private static final String KEPT = RefusedRequests.class.getName();

  private final RefusedAttempts attempts;
  private final Clock clock;

  RefusedRequests(RefusedAttempts attempts, Clock clock) {
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Says that the request which this thread answers, if any, is kept already. */
  static void markKept() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request != null) {
      request.setAttribute(KEPT, true, RequestAttributes.SCOPE_REQUEST);
    }
  }

  /**
   * Keeps the request.
   *
   * @param actor who made it
   * @param actorRep the rep whom the actor is; null for anybody else
   * @param code why it was refused
   * @param detail the same as a sentence
   */
  public void keep(
      HttpServletRequest request,
      String requestId,
      String actor,
      @Nullable String actorRep,
      String code,
      String detail) {
    if (request.getAttribute(KEPT) == null) {
      attempts.keep(new RefusedAttempt(
          clock.instant(),
          actor,
          actorRep,
          requestId,
          request.getMethod() + " " + request.getRequestURI(),
          null,
          null,
          code,
          detail));
    }
  }
}
