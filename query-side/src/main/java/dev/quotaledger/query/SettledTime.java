package dev.quotaledger.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what an explicit {@code knownAt} of a request may promise. */
public interface SettledTime {

  /**
   * Resolves the moment that a request names. Waits a little where that makes the answer settled.
   *
   * @param knownAt the moment; null for all that is known
   * @throws dev.quotaledger.api.InvalidValue when it lies in the future
   */
  KnownAt resolve(@Nullable Instant knownAt);
}
