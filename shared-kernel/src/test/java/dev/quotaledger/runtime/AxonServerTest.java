package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.testing.OnARealAxonServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** The scenario of the other stores on a real Axon Server, where one is named. */
@OnARealAxonServer
class AxonServerTest {

  private final String ledgerId = "led-" + UUID.randomUUID();

  @AfterEach
  void resetClock() {
    GenericEventMessage.clock = Clock.systemUTC();
  }

  @Test
  void keepsWhatACommandDecidedOverARestart() {
    try (TestRuntime first = start()) {
      for (int i = 0; i < 12; i++) {
        assertThat(first.write(ledgerId, "x" + i)).isEqualTo(i);
      }
    }
    try (TestRuntime second = start()) {
      assertThat(second.write(ledgerId, "again")).isEqualTo(12);
      assertThat(second.written(ledgerId)).hasSize(13);
    }
  }

  @Test
  void neverDecidesOnAnOldState() {
    try (TestRuntime one = start();
        TestRuntime other = start()) {
      one.write(ledgerId, "by one");
      other.write(ledgerId, "by the other");
      assertThatThrownBy(() -> one.commands().sendAndWait(new TestLedger.WriteOnlyAt(ledgerId, 1)))
          .isInstanceOf(TestLedger.NotThatMany.class);
      assertThat(one.write(ledgerId, "by one again")).isEqualTo(2);
    }
  }

  @Test
  void readsAnAggregateFromItsSnapshotOn() {
    try (TestRuntime first = start()) {
      for (int i = 0; i < 12; i++) {
        first.write(ledgerId, "x" + i);
      }
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> hasSnapshot(first));
    }
    try (TestRuntime second = start()) {
      assertThat(hasSnapshot(second)).isTrue();
      assertThat(second.write(ledgerId, "again")).isEqualTo(12);
      second.commands().sendAndWait(new TestLedger.WriteOnlyAt(ledgerId, 13));
    }
  }

  private boolean hasSnapshot(TestRuntime runtime) {
    return runtime.events().readEvents(ledgerId).next().getPayloadType().equals(TestLedger.class);
  }

  @Test
  void deliversTheEventsOfAllInOneOrderWithoutGaps() throws Exception {
    try (TestRuntime one = start();
        TestRuntime other = start()) {
      TrackingToken before = one.events().createHeadToken();
      for (int i = 0; i < 20; i++) {
        (i % 2 == 0 ? one : other).write(ledgerId + "-" + i % 3, "x" + i);
      }
      List<TrackedEventMessage<?>> all = read(one, before, 20);
      List<TrackedEventMessage<?>> again = read(other, all.get(9).trackingToken(), 10);

      assertThat(all)
          .extracting(event -> ((TestLedger.Written) event.getPayload()).text())
          .containsExactlyElementsOf(
              IntStream.range(0, 20).mapToObj(i -> "x" + i).toList());
      assertThat(all)
          .extracting(AxonServerTest::index)
          .containsExactlyElementsOf(LongStream.range(0, 20)
              .map(i -> index(all.getFirst()) + i)
              .boxed()
              .toList());
      assertThat(again)
          .extracting(TrackedEventMessage::getIdentifier)
          .containsExactlyElementsOf(
              all.subList(10, 20).stream().map(EventMessage::getIdentifier).toList());
    }
  }

  @Test
  void tellsACommandTheIndexThatItsEventHasInTheStream() throws Exception {
    try (TestRuntime runtime = start()) {
      TrackingToken before = runtime.events().createHeadToken();
      runtime.write(ledgerId, "x");
      runtime.write(ledgerId, "y");
      SortedSet<Long> indexes =
          runtime.bean(EventIndexes.class).of(List.of(new EventIndexes.Committed(ledgerId, 0, 1)));

      assertThat(indexes).contains(index(read(runtime, before, 2).getLast()));
    }
  }

  private static long index(TrackedEventMessage<?> event) {
    return event.trackingToken().position().orElseThrow();
  }

  private static List<TrackedEventMessage<?>> read(
      TestRuntime runtime, @Nullable TrackingToken after, int events) throws Exception {
    List<TrackedEventMessage<?>> read = new ArrayList<>();
    try (BlockingStream<TrackedEventMessage<?>> stream = runtime.events().openStream(after)) {
      while (read.size() < events) {
        assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
        read.add(stream.nextAvailable());
      }
    }
    return read;
  }

  @Test
  void neverRecordsAnEventBeforeItsPredecessorWhateverTheClockSays() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    try (TestRuntime runtime = start()) {
      GenericEventMessage.clock = Clock.fixed(noon, ZoneOffset.UTC);
      runtime.write(ledgerId, "at noon");
      GenericEventMessage.clock = Clock.fixed(noon.minus(Duration.ofHours(1)), ZoneOffset.UTC);
      runtime.write(ledgerId, "an hour before");

      var events = runtime.events().readEvents(ledgerId, 0);
      assertThat(events.next().getTimestamp()).isEqualTo(noon);
      assertThat(events.next().getTimestamp()).isEqualTo(noon);
    }
  }

  @Test
  void refusesAnEventOfMoreThanAMegabyte() {
    try (TestRuntime runtime = start()) {
      assertThatThrownBy(() -> runtime.write(ledgerId, "x".repeat(1_000_000)))
          .isInstanceOf(MessageTooLarge.class);
      assertThat(runtime.write(ledgerId, "x".repeat(999_000))).isZero();
    }
  }

  @Test
  void isHealthyOnceConnected() {
    try (TestRuntime runtime = start()) {
      AxonServerHealth health = runtime.bean(AxonServerHealth.class);
      Awaitility.await().until(() -> health.health().getStatus().equals(Status.UP));
    }
  }

  private static TestRuntime start() {
    return TestRuntime.axonServer(System.getenv(OnARealAxonServer.SERVER));
  }
}
