package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.runtime.TestLedger.NotThatMany;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedCacheRepositoryTest {

  @TempDir
  Path dataDir;

  private TestRuntime runtime;

  @BeforeEach
  void open() {
    runtime = TestRuntime.embedded(dataDir);
    runtime.write("led-1", "first");
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void keepsAnAggregateInMemory() {
    int decider = whoDecides();
    runtime.write("led-1", "second");
    assertThat(whoDecides()).isEqualTo(decider);
  }

  @Test
  void keepsAnAggregateThatRefused() {
    int decider = whoDecides();
    assertThatThrownBy(() -> runtime.commands().sendAndWait(new TestLedger.WriteOnlyAt("led-1", 7)))
        .isInstanceOf(NotThatMany.class);
    assertThat(whoDecides()).isEqualTo(decider);
  }

  @Test
  void dropsAnAggregateThatRefusedAfterItHadChanged() {
    int decider = whoDecides();
    assertThatThrownBy(() -> runtime.commands().sendAndWait(new TestLedger.WriteAndFail("led-1")))
        .isInstanceOf(NotThatMany.class);
    assertThat(whoDecides()).isNotEqualTo(decider);
    assertThat(runtime.write("led-1", "second")).isEqualTo(1);
  }

  @Test
  void dropsAnAggregateThatSomebodyElseHasAppendedTo() {
    int decider = whoDecides();
    runtime.bean(EventStorageEngine.class).appendEvents(List.of(EventStoreTest.event("led-1", 1)));
    assertThat(whoDecides()).isNotEqualTo(decider);
    assertThat(runtime.write("led-1", "third")).isEqualTo(2);
  }

  @Test
  void dropsWhatABatchChangedThatWasRolledBack() {
    var batch = DefaultUnitOfWork.startAndGet(new GenericMessage<>("a batch"));
    batch.attachTransaction(runtime.bean(TransactionManager.class));
    assertThat(runtime.write("led-1", "in vain")).isEqualTo(1);
    assertThat(runtime.write("led-2", "in vain")).isZero();
    batch.rollback();

    assertThat(runtime.write("led-1", "second")).isEqualTo(1);
    assertThat(runtime.write("led-2", "first")).isZero();
  }

  @Test
  void goesOnWithABatchAfterARefusal() {
    var batch = DefaultUnitOfWork.startAndGet(new GenericMessage<>("a batch"));
    batch.attachTransaction(runtime.bean(TransactionManager.class));
    runtime.write("led-1", "second");
    assertThatThrownBy(() -> runtime.commands().sendAndWait(new TestLedger.WriteOnlyAt("led-1", 7)))
        .isInstanceOf(NotThatMany.class);
    assertThat(runtime.write("led-1", "third")).isEqualTo(2);
    batch.commit();

    assertThat(runtime.written("led-1"))
        .extracting("text")
        .containsExactly("first", "second", "third");
  }

  private int whoDecides() {
    return runtime.commands().<Integer>sendAndWait(new TestLedger.WhoDecides("led-1"));
  }
}
