package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The scenario of the other stores on a real Axon Server, where one is named. */
@EnabledIfEnvironmentVariable(
    named = AxonServerTest.SERVER,
    matches = ".+",
    disabledReason = "needs " + AxonServerTest.SERVER + "=host:port of an Axon Server")
class AxonServerTest {

  static final String SERVER = "QUOTALEDGER_TEST_AXONSERVER";

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
  void refusesTheSecondWriterOfAVersion() {
    try (TestRuntime runtime = start()) {
      runtime.events().publish(List.of(EventStoreTest.event(ledgerId, 0)));
      runtime.events().publish(List.of(EventStoreTest.event(ledgerId, 1)));
      assertThatThrownBy(() -> runtime.events().publish(List.of(EventStoreTest.event(ledgerId, 1))))
          .isInstanceOf(ConcurrencyException.class);
    }
  }

  @Test
  void deliversEventsUpToTheIndexThatACommandIsToldOf() throws Exception {
    try (TestRuntime runtime = start()) {
      var before = runtime.events().createHeadToken();
      runtime.write(ledgerId, "x");
      long index = runtime
          .bean(EventIndexes.class)
          .of(List.of(new EventIndexes.Committed(ledgerId, 0, 0)))
          .last();
      try (BlockingStream<TrackedEventMessage<?>> stream = runtime.events().openStream(before)) {
        assertThat(reaches(stream, index)).isTrue();
      }
    }
  }

  private boolean reaches(BlockingStream<TrackedEventMessage<?>> stream, long index)
      throws InterruptedException {
    boolean seen = false;
    while (stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
      TrackedEventMessage<?> event = stream.nextAvailable();
      seen |= ((DomainEventMessage<?>) event).getAggregateIdentifier().equals(ledgerId);
      if (((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex() >= index) {
        return seen;
      }
    }
    return false;
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

  private static TestRuntime start() {
    return TestRuntime.axonServer(System.getenv(SERVER));
  }
}
