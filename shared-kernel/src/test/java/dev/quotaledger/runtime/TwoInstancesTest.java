package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quotaledger.runtime.TestLedger.NotThatMany;
import dev.quotaledger.testing.OnARealAxonServer;
import dev.quotaledger.testing.PostgresServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TwoInstancesTest {

  @SuppressWarnings("NullAway.Init")
  abstract static class OnASharedStore {

    private static final int WRITERS_PER_INSTANCE = 4;
    private static final int WRITES_PER_WRITER = 25;

    private final String ledgerId = "led-" + UUID.randomUUID();
    private TestRuntime one;
    private TestRuntime other;

    abstract TestRuntime start();

    @BeforeEach
    void open() {
      one = start();
      other = start();
    }

    @AfterEach
    void close() {
      one.close();
      other.close();
    }

    @Test
    void neitherLoseNorDoubleAnEventOfOneAggregate() throws Exception {
      List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
      List<String> refused = Collections.synchronizedList(new ArrayList<>());
      try (ExecutorService writers = Executors.newFixedThreadPool(2 * WRITERS_PER_INSTANCE)) {
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < 2 * WRITERS_PER_INSTANCE; writer++) {
          TestRuntime instance = writer % 2 == 0 ? one : other;
          String name = "writer " + writer;
          running.add(writers.submit(() -> write(instance, name, acknowledged, refused)));
        }
        for (Future<?> writer : running) {
          writer.get();
        }
      }
      List<TestLedger.Written> stored = one.written(ledgerId);

      assertThat(stored)
          .extracting(TestLedger.Written::text)
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(stored)
          .extracting(TestLedger.Written::number)
          .containsExactlyElementsOf(IntStream.range(0, stored.size()).boxed().toList());
      assertThat(acknowledged.size() + refused.size())
          .isEqualTo(2 * WRITERS_PER_INSTANCE * WRITES_PER_WRITER);
      assertThat(acknowledged).hasSizeGreaterThan(refused.size());
    }

    private void write(
        TestRuntime instance, String writer, List<String> acknowledged, List<String> refused) {
      for (int i = 0; i < WRITES_PER_WRITER; i++) {
        String text = writer + " entry " + i;
        try {
          instance.write(ledgerId, text);
          acknowledged.add(text);
        } catch (ConcurrencyException _) { // four times in a row the other instance was faster
          refused.add(text);
        }
      }
    }

    @Test
    void refuseOnTheStateThatTheOtherHasMade() {
      one.write(ledgerId, "by one");
      other.write(ledgerId, "by the other");

      NotThatMany refusal = catchThrowableOfType(
          NotThatMany.class,
          () -> one.commands().sendAndWait(new TestLedger.WriteOnlyAt(ledgerId, 1)));
      assertThat(refusal.entries).isEqualTo(2);

      one.commands().sendAndWait(new TestLedger.WriteOnlyAt(ledgerId, 2));
      assertThat(other.written(ledgerId)).hasSize(3);
    }

    @Test
    void takeACommandAgainWhenTheOtherWasFasterOnce() {
      one.write(ledgerId, "by one");
      interrupt(one, 1, () -> other.write(ledgerId, "by the other"));

      assertThat(one.write(ledgerId, "by one again")).isEqualTo(2);
      assertThat(one.written(ledgerId))
          .extracting(TestLedger.Written::text)
          .containsExactly("by one", "by the other", "by one again");
    }

    @Test
    void tellTheLoserOfEveryRaceThatItLost() {
      one.write(ledgerId, "by one");
      interrupt(one, Integer.MAX_VALUE, () -> other.write(ledgerId, "by the other"));

      assertThatThrownBy(() -> one.write(ledgerId, "in vain"))
          .isInstanceOf(ConcurrencyException.class);
      assertThat(other.written(ledgerId)).noneMatch(entry -> entry.text().equals("in vain"));
    }

    /** Something happens between the decision and the append of so many commands. */
    private static void interrupt(TestRuntime instance, int times, Runnable what) {
      AtomicInteger left = new AtomicInteger(times);
      MessageHandlerInterceptor<CommandMessage<?>> interruption = (_, chain) -> {
        Object result = chain.proceed();
        if (left.getAndDecrement() > 0) {
          CompletableFuture.runAsync(what).join(); // in another unit of work, so in another thread
        }
        return result;
      };
      instance.bean(CommandBus.class).registerHandlerInterceptor(interruption);
    }
  }

  @Nested
  class Postgres extends OnASharedStore {
    private final String url = PostgresServer.shared().newDatabase();

    @Override
    TestRuntime start() {
      return TestRuntime.postgres(url);
    }
  }

  @Nested
  @OnARealAxonServer
  class AxonServer extends OnASharedStore {
    @Override
    TestRuntime start() {
      return TestRuntime.axonServer(System.getenv(OnARealAxonServer.SERVER));
    }
  }
}
