package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyRetryTest {

  private final ConcurrencyRetry retry = new ConcurrencyRetry();

  @AfterEach
  void close() {
    retry.close();
  }

  @Test
  void repeatsWhatLostAgainstAnotherWriterThreeTimes() throws InterruptedException {
    assertThat(isRepeated(new ConcurrencyException("for the test"), 1)).isTrue();
    assertThat(isRepeated(new ConcurrencyException("for the test"), 3)).isTrue();
    assertThat(isRepeated(new ConcurrencyException("for the test"), 4)).isFalse();
    assertThat(isRepeated(new AggregateStreamCreationException("for the test", null), 1))
        .isTrue();
  }

  @Test
  void repeatsNothingElse() throws InterruptedException {
    assertThat(isRepeated(new IllegalStateException("for the test"), 1)).isFalse();
    assertThat(isRepeated(new EventStoreException("for the test"), 1)).isFalse();
    assertThat(isRepeated(new AppendTookTooLong(JdbcEvents.APPEND_BOUND), 1)).isFalse();
  }

  private boolean isRepeated(RuntimeException failure, int failures) throws InterruptedException {
    List<Class<? extends Throwable>[]> history =
        new ArrayList<>(Collections.nCopies(failures, null));
    CountDownLatch repeated = new CountDownLatch(1);
    boolean scheduled = retry.scheduleRetry(
        GenericCommandMessage.asCommandMessage("a command"), failure, history, repeated::countDown);
    return scheduled && repeated.await(10, TimeUnit.SECONDS);
  }
}
