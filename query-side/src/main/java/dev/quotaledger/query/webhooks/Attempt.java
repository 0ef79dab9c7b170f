package dev.quotaledger.query.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt to deliver.
 *
 * @param at when it was made
 * @param status the HTTP status of the answer; null where there was none
 * @param error why there was no answer; null where there was one
 * @param answer how the body of an answer other than 2xx began; null where there was none
 * @param millis how long it took
 */
record Attempt(
    Instant at,
    @Nullable Integer status,
    @Nullable String error,
    @Nullable String answer,
    long millis) {

  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int GONE = 410;

  /** Whether it was answered with 2xx. */
  boolean wasTaken() {
    return status != null && status >= FIRST_SUCCESS && status < FIRST_REDIRECT;
  }

  /** Whether the receiver said that it wants nothing any more. */
  boolean saysGone() {
    return status != null && status == GONE;
  }

  /** What came, in a few words. */
  String outcome() {
    return status == null ? String.valueOf(error) : "The receiver answered " + status + ".";
  }
}
