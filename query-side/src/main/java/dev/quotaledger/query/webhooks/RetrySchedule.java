package dev.quotaledger.query.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that was not taken is tried again: ten attempts within three days and a few hours, as the
 * specification proposes, each a little later than that by chance so that many do not come at once.
 */
final class RetrySchedule {

  /** How long each attempt waits after the one before it. */
  static final List<Duration> DELAYS = List.of(
      Duration.ZERO,
      Duration.ofSeconds(5),
      Duration.ofMinutes(5),
      Duration.ofMinutes(30),
      Duration.ofHours(2),
      Duration.ofHours(5),
      Duration.ofHours(10),
      Duration.ofHours(14),
      Duration.ofHours(20),
      Duration.ofHours(24));

  /** The longest that a receiver can have an attempt put off. */
  static final Duration LONGEST_WISH = Duration.ofHours(24);

  private static final double MOST_JITTER = 0.1;

  private final DoubleSupplier chance;

  /** With numbers from 0 to 1 that decide how much later an attempt is made. */
  RetrySchedule(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * How long the next attempt waits; empty where there is none.
   *
   * @param tries how many attempts have been made, at least one
   * @param wish how long the receiver wants it to wait; null where it said nothing
   */
  Optional<Duration> next(int tries, @Nullable Duration wish) {
    if (tries >= DELAYS.size()) {
      return Optional.empty();
    }
    Duration planned = DELAYS.get(tries);
    long jitter = (long) (planned.toMillis() * MOST_JITTER * chance.getAsDouble());
    Duration delay = planned.plusMillis(jitter);
    return Optional.of(wish == null ? delay : longer(delay, shorter(wish, LONGEST_WISH)));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
