package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.testing.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTest {

  abstract static class OnAnyDatabase {

    private TestRuntime runtime;

    abstract TestRuntime start();

    @BeforeEach
    void open() {
      runtime = start();
    }

    @AfterEach
    void close() {
      GenericEventMessage.clock = Clock.systemUTC();
      runtime.close();
    }

    private void restart() {
      runtime.close();
      runtime = start();
    }

    @Test
    void keepsWhatACommandDecidedOverARestart() {
      for (int i = 0; i < 12; i++) {
        assertThat(runtime.write("led-1", "x" + i)).isEqualTo(i);
      }
      restart();
      assertThat(runtime.write("led-1", "again")).isEqualTo(12);
      assertThat(runtime.written("led-1")).hasSize(13);
    }

    @Test
    void readsTheEventsWhereTheSnapshotIsOfAnotherRevision() throws SQLException {
      for (String ledger : List.of("led-1", "led-2")) {
        for (int i = 0; i < TestRuntime.Application.EVENTS_PER_SNAPSHOT; i++) {
          runtime.write(ledger, "x" + i);
        }
        Awaitility.await().until(() -> engine().readSnapshot(ledger).isPresent());
      }
      replaceSnapshot("led-1", "1", "{'ledgerId':'led-1','entries':['a','b']}");
      replaceSnapshot("led-2", "0", "{'ledgerId':'led-2','entries':['a','b']}");
      restart();

      assertThat(runtime.write("led-1", "from the snapshot")).isEqualTo(2);
      assertThat(runtime.write("led-2", "from the events"))
          .isEqualTo(TestRuntime.Application.EVENTS_PER_SNAPSHOT);
    }

    private void replaceSnapshot(String ledger, String revision, String state) throws SQLException {
      try (Connection connection = runtime.bean(DataSource.class).getConnection();
          PreparedStatement update = connection.prepareStatement(
              "UPDATE SnapshotEventEntry SET payloadRevision = ?, payload = ?"
                  + " WHERE aggregateIdentifier = ?")) {
        update.setString(1, revision);
        update.setBytes(2, state.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        update.setString(3, ledger);
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
    }

    @Test
    void tellsTheSecondWriterOfAVersionFromEveryOtherFailure() {
      engine().appendEvents(List.of(event("led-1", 0), event("led-1", 1)));

      assertThatThrownBy(() -> engine().appendEvents(List.of(event("led-1", 1))))
          .isInstanceOf(ConcurrencyException.class);
      assertThatThrownBy(() -> engine().appendEvents(List.of(event("led-1", 2), event("led-1", 1))))
          .isInstanceOf(ConcurrencyException.class);
      assertThatThrownBy(() -> engine().appendEvents(List.of(event("led-1", 0))))
          .isInstanceOf(AggregateStreamCreationException.class);
      assertThat(runtime.written("led-1")).hasSize(2);
    }

    @Test
    void deliversAnEventThatIsCommittedAfterALaterOneWasRead() throws Exception {
      engine().appendEvents(List.of(event("led-0", 0)));
      try (BlockingStream<TrackedEventMessage<?>> stream = runtime.events().openStream(null)) {
        assertThat(nextAggregate(stream)).isEqualTo("led-0");

        UncommittedAppend late = new UncommittedAppend(event("led-late", 0));
        engine().appendEvents(List.of(event("led-early", 0)));
        TrackedEventMessage<?> early = next(stream);
        assertThat(((DomainEventMessage<?>) early).getAggregateIdentifier()).isEqualTo("led-early");
        late.commit();

        assertThat(nextAggregate(stream)).isEqualTo("led-late");
        assertThat(nextAggregateAfter(stored(early.trackingToken()))).isEqualTo("led-late");
      }
    }

    @Test
    void passesOverAnIndexWhoseTransactionWasRolledBack() throws Exception {
      UncommittedAppend never = new UncommittedAppend(event("led-never", 0));
      engine().appendEvents(List.of(event("led-1", 0)));
      try (BlockingStream<TrackedEventMessage<?>> stream = runtime.events().openStream(null)) {
        TrackedEventMessage<?> first = next(stream);
        assertThat(((GapAwareTrackingToken) first.trackingToken()).getGaps()).containsExactly(1L);
        never.rollback();
        engine().appendEvents(List.of(event("led-2", 0)));
        assertThat(nextAggregate(stream)).isEqualTo("led-2");
      }
    }

    @Test
    void forgetsManyGapsOnceNoTransactionCanFillThemAnyMore() throws Exception {
      int gaps = 260; // Axon only cleans up more than 250
      for (int i = 0; i < gaps; i++) {
        Transaction inVain = runtime.bean(TransactionManager.class).startTransaction();
        engine().appendEvents(List.of(event("led-never", 0)));
        inVain.rollback();
        engine().appendEvents(List.of(event("led-" + i, 0)));
      }
      GapAwareTrackingToken young = lastToken(null, gaps);
      assertThat(young.getGaps()).hasSize(gaps);

      clockSays(Instant.now().plus(JdbcEvents.GAP_TIMEOUT).plusSeconds(1));
      engine().appendEvents(List.of(event("led-new", 0)));
      assertThat(lastToken(young, 1).getGaps()).isEmpty();
    }

    private GapAwareTrackingToken lastToken(@Nullable TrackingToken start, int events)
        throws InterruptedException {
      try (BlockingStream<TrackedEventMessage<?>> stream = runtime.events().openStream(start)) {
        for (int i = 1; i < events; i++) {
          next(stream);
        }
        return (GapAwareTrackingToken) next(stream).trackingToken();
      }
    }

    @Test
    void rollsBackAnAppendThatIsNotCommittedInTime() {
      EventStorageEngine impatient = new JdbcEvents(Duration.ofMillis(1))
          .engine(
              runtime.bean(DataSource.class),
              runtime.bean(TransactionManager.class),
              Serializers.events(),
              Serializers.snapshots(),
              NoOpEventUpcaster.INSTANCE);
      Transaction transaction = runtime.bean(TransactionManager.class).startTransaction();
      impatient.appendEvents(List.of(event("led-1", 0)));
      long appended = System.nanoTime();
      Awaitility.await().until(() -> System.nanoTime() - appended > 2_000_000);

      assertThatThrownBy(transaction::commit).isInstanceOf(AppendTookTooLong.class);
      assertThat(runtime.events().lastSequenceNumberFor("led-1")).isEmpty();
    }

    @Test
    void neverRecordsAnEventBeforeItsPredecessorWhateverTheClockSays() {
      Instant noon = Instant.parse("2026-03-01T12:00:00Z");
      clockSays(noon);
      runtime.write("led-1", "at noon");
      clockSays(noon.minus(Duration.ofHours(1)));
      runtime.write("led-1", "an hour before");
      runtime.write("led-2", "another ledger");
      restart();
      runtime.write("led-1", "an hour before, nothing remembered");
      inOneBatch(
          () -> {
            runtime.write("led-1", "in a batch");
            runtime.write("led-1", "twice");
          },
          () -> {});
      clockSays(noon.plusSeconds(1));
      runtime.write("led-1", "a second later");

      assertThat(recorded("led-1"))
          .containsExactly(noon, noon, noon, noon, noon, noon.plusSeconds(1));
      assertThat(recorded("led-2")).containsExactly(noon.minus(Duration.ofHours(1)));
    }

    @Test
    void forgetsTheTimeOfAnEventThatWasRolledBack() {
      Instant noon = Instant.parse("2026-03-01T12:00:00Z");
      clockSays(noon);
      runtime.write("led-1", "at noon");
      clockSays(noon.plusSeconds(1));
      assertThatThrownBy(() -> inOneBatch(() -> runtime.write("led-1", "in vain"), this::fail))
          .hasMessage("for the test");
      clockSays(noon.plusSeconds(60));
      engine().appendEvents(List.of(event("led-1", 1))); // as another instance would
      clockSays(noon.plusSeconds(2));
      assertThat(runtime.write("led-1", "after the other instance")).isEqualTo(2);

      assertThat(recorded("led-1"))
          .containsExactly(noon, noon.plusSeconds(60), noon.plusSeconds(60));
    }

    @Test
    void refusesAnEventOfMoreThanAMegabyte() {
      assertThatThrownBy(() -> runtime.write("led-1", "x".repeat(1_000_000)))
          .isInstanceOf(MessageTooLarge.class);
      assertThat(runtime.events().lastSequenceNumberFor("led-1")).isEmpty();

      assertThat(runtime.write("led-1", "x".repeat(999_000))).isZero();
      assertThat(runtime.written("led-1").getFirst().text()).hasSize(999_000);
    }

    @Test
    void findsTheIndexesOfCommittedEvents() {
      for (int i = 0; i < 3; i++) {
        runtime.write("led-1", "x");
        runtime.write("led-2", "x");
      }
      EventIndexes indexes = runtime.bean(EventIndexes.class);

      assertThat(indexes.of(List.of(
              new EventIndexes.Committed("led-1", 1, 2),
              new EventIndexes.Committed("led-2", 0, 0))))
          .containsExactly(2L, 3L, 5L);
      assertThat(indexes.of(List.of())).isEmpty();
      assertThatThrownBy(() -> indexes.of(List.of(new EventIndexes.Committed("led-1", 2, 3))))
          .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writesFromWhomAndFromWhatAnEventCame() {
      runtime
          .commands()
          .sendAndWait(new GenericMessage<>(new TestLedger.Write("led-1", "x"))
              .andMetaData(
                  Map.of(MessageMetadata.ACTOR, "u-1", "expectedVersion", "not handed on")));
      DomainEventMessage<?> event = runtime.events().readEvents("led-1", 0).next();
      assertThat(event.getMetaData())
          .containsEntry(MessageMetadata.ACTOR, "u-1")
          .containsOnlyKeys(
              MessageMetadata.ACTOR, MessageMetadata.CORRELATION, MessageMetadata.CAUSATION);
    }

    private void inOneBatch(Runnable commands, Runnable whenCommitting) {
      var batch = DefaultUnitOfWork.startAndGet(new GenericMessage<>("a batch"));
      batch.attachTransaction(runtime.bean(TransactionManager.class));
      batch.onCommit(_ -> whenCommitting.run()); // runs before the transaction commits
      commands.run();
      batch.commit();
    }

    private void fail() {
      throw new IllegalStateException("for the test");
    }

    private List<Instant> recorded(String ledgerId) {
      List<Instant> times = new ArrayList<>();
      runtime.events().readEvents(ledgerId, 0).forEachRemaining(e -> times.add(e.getTimestamp()));
      return times;
    }

    private static void clockSays(Instant now) {
      GenericEventMessage.clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    private EventStorageEngine engine() {
      return runtime.bean(EventStorageEngine.class);
    }

    private static TrackedEventMessage<?> next(BlockingStream<TrackedEventMessage<?>> stream)
        throws InterruptedException {
      assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
      return stream.nextAvailable();
    }

    private static String nextAggregate(BlockingStream<TrackedEventMessage<?>> stream)
        throws InterruptedException {
      return ((DomainEventMessage<?>) next(stream)).getAggregateIdentifier();
    }

    private String nextAggregateAfter(TrackingToken token) throws InterruptedException {
      try (BlockingStream<TrackedEventMessage<?>> stream = runtime.events().openStream(token)) {
        return nextAggregate(stream);
      }
    }

    /** The token as a processor finds it after a restart. */
    private TrackingToken stored(TrackingToken token) {
      Serializer tokens = runtime.bean(Serializer.class);
      return tokens.deserialize(tokens.serialize(token, byte[].class));
    }

    /** An append in a transaction of a thread of its own. */
    private final class UncommittedAppend {
      private final ExecutorService thread = Executors.newSingleThreadExecutor();
      private final Transaction transaction;

      UncommittedAppend(DomainEventMessage<?> event) throws Exception {
        transaction = thread
            .submit(() -> {
              Transaction started = runtime.bean(TransactionManager.class).startTransaction();
              engine().appendEvents(List.of(event));
              return started;
            })
            .get();
      }

      void commit() throws Exception {
        thread.submit(transaction::commit).get();
        thread.close();
      }

      void rollback() throws Exception {
        thread.submit(transaction::rollback).get();
        thread.close();
      }
    }
  }

  static DomainEventMessage<?> event(String ledgerId, int number) {
    return new GenericDomainEventMessage<>(
        "TestLedger", ledgerId, number, TestLedger.written(ledgerId, number, "x"));
  }

  @Nested
  class Embedded extends OnAnyDatabase {
    @TempDir
    Path dataDir;

    @Override
    TestRuntime start() {
      return TestRuntime.embedded(dataDir);
    }
  }

  @Nested
  class Postgres extends OnAnyDatabase {
    private final String url = PostgresServer.shared().newDatabase();

    @Override
    TestRuntime start() {
      return TestRuntime.postgres(url);
    }
  }
}
