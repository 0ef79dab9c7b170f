package dev.quotaledger.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten attempts in 75 hours and 35 minutes, as the specification proposes, and a little later by chance. */
class WebhookScheduleTest {

  @Test
  void theScheduleOfTheSpecification() {
    RetrySchedule schedule = new RetrySchedule(() -> 0);
    List<Duration> delays = IntStream.range(1, 10)
        .mapToObj(tries -> schedule.next(tries, null).orElseThrow())
        .toList();
    assertThat(delays)
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    assertThat(delays.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
    assertThat(schedule.next(10, null)).isEmpty();
    assertThat(schedule.next(10, Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void chanceAddsATenthAtMost() {
    assertThat(new RetrySchedule(() -> 1).next(2, null))
        .isEqualTo(Optional.of(Duration.ofSeconds(330)));
  }

  @Test
  void aReceiverCanPutAnAttemptOffUpToADayAndNeverBringItForward() {
    RetrySchedule schedule = new RetrySchedule(() -> 0);
    assertThat(schedule.next(1, Duration.ofMinutes(2))).contains(Duration.ofMinutes(2));
    assertThat(schedule.next(1, Duration.ofDays(9))).contains(Duration.ofHours(24));
    assertThat(schedule.next(3, Duration.ofSeconds(1))).contains(Duration.ofMinutes(30));
  }
}
