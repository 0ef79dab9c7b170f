package dev.quotaledger.query.webhooks;

import dev.quotaledger.query.webhooks.Sender.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an attempt.
 *
 * @param attempt the attempt
 * @param due when the next one is made; null where there is none
 */
record Verdict(Attempt attempt, @Nullable Instant due) {

  /**
   * By the schedule, and what the receiver wishes.
   *
   * @param tries how many attempts were made before
   * @param now when the answer had come
   */
  static Verdict of(Answer answer, int tries, RetrySchedule schedule, Instant now) {
    Attempt attempt = answer.attempt();
    Optional<Duration> delay =
        attempt.wasTaken() ? Optional.empty() : schedule.next(tries + 1, answer.wish());
    return new Verdict(attempt, delay.map(now::plus).orElse(null));
  }

  /** What becomes of the delivery. */
  Delivery on(Delivery delivery, Instant now) {
    if (attempt.wasTaken()) {
      return delivery.delivered(attempt);
    }
    return due == null
        ? delivery.failed(now, "The last attempt failed: " + attempt.outcome(), attempt)
        : delivery.retriedAt(due, attempt);
  }

  /** For the metric. */
  String outcome() {
    return attempt.wasTaken() ? "delivered" : due == null ? "failed" : "retried";
  }
}
