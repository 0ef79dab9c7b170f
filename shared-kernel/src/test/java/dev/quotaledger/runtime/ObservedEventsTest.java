package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertSide;
import dev.quotaledger.runtime.ObservedEvents.Observed;
import dev.quotaledger.runtime.ObservedEvents.Observer;
import dev.quotaledger.testing.OnARealAxonServer;
import dev.quotaledger.testing.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several find out at the same time is recorded once, and says where it comes from. */
class ObservedEventsTest {

  @SuppressWarnings("NullAway.Init")
  abstract static class OnAStore {

    private final String stream = "alert-" + UUID.randomUUID();
    private TestRuntime runtime;

    abstract TestRuntime start();

    @BeforeEach
    void open() {
      runtime = start();
    }

    @AfterEach
    void close() {
      runtime.close();
    }

    @Test
    void anEventTakesAPlaceThatIsFreeAndNoOther() {
      assertThat(append(0, "1")).isTrue();
      assertThat(append(0, "2")).isFalse();
      assertThat(append(1, "3")).isTrue();
      assertThat(append(1, "4")).isFalse();

      assertThat(stored())
          .extracting(event -> ((AlertCleared) event.getPayload()).value().toPlainString())
          .containsExactly("1", "3");
    }

    @Test
    void ofAllWhoFindTheSameOneRecordsIt() throws Exception {
      int appended = 0;
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<Boolean>> tries = Stream.generate(() -> threads.submit(() -> append(0, "1")))
            .limit(20)
            .toList();
        for (Future<Boolean> each : tries) {
          appended += each.get() ? 1 : 0;
        }
      }
      assertThat(appended).isEqualTo(1);
      assertThat(stored()).hasSize(1);
    }

    @Test
    void anEventSaysWhoFoundItOutAndHow() {
      append(0, "1");

      assertThat(stored().getFirst().getType()).isEqualTo("Alert");
      assertThat(stored().getFirst().getMetaData())
          .containsOnlyKeys("actor", "sourceSystem", "requestId", "correlation", "causation")
          .containsEntry("actor", "alerts")
          .containsEntry("correlation", "run-7");
    }

    private boolean append(long sequence, String value) {
      AlertLimit limit = new AlertLimit(AlertSide.BELOW, BigDecimal.ONE, BigDecimal.TEN);
      AlertCleared event = new AlertCleared(
          new AlertId("a"), limit, new BigDecimal(value), LocalDate.of(2026, 1, 1));
      return runtime
          .bean(ObservedEvents.class)
          .append(new Observed("Alert", stream, sequence, event), new Observer("alerts", "run-7"));
    }

    private List<? extends DomainEventMessage<?>> stored() {
      return runtime.events().readEvents(stream, 0).asStream().toList();
    }
  }

  @Nested
  class Embedded extends OnAStore {

    @TempDir
    private Path dataDir;

    @Override
    TestRuntime start() {
      return TestRuntime.embedded(dataDir);
    }
  }

  @Nested
  class Postgres extends OnAStore {

    @Override
    TestRuntime start() {
      return TestRuntime.postgres(PostgresServer.shared().newDatabase());
    }
  }

  @Nested
  @OnARealAxonServer
  class AxonServer extends OnAStore {

    @Override
    TestRuntime start() {
      return TestRuntime.axonServer(System.getenv(OnARealAxonServer.SERVER));
    }
  }
}
