package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quotaledger.runtime.TestLedger.NotThatMany;
import dev.quotaledger.testing.PostgresServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwoInstancesTest {

  private static final int WRITERS_PER_INSTANCE = 4;
  private static final int WRITES_PER_WRITER = 25;

  private final String url = PostgresServer.shared().newDatabase();
  private final TestRuntime one = TestRuntime.postgres(url);
  private final TestRuntime other = TestRuntime.postgres(url);

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
    List<TestLedger.Written> stored = one.written("led-1");

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

  private static void write(
      TestRuntime instance, String writer, List<String> acknowledged, List<String> refused) {
    for (int i = 0; i < WRITES_PER_WRITER; i++) {
      String text = writer + " entry " + i;
      try {
        instance.write("led-1", text);
        acknowledged.add(text);
      } catch (ConcurrencyException _) { // four times in a row the other instance was faster
        refused.add(text);
      }
    }
  }

  @Test
  void refuseOnTheStateThatTheOtherHasMade() {
    one.write("led-1", "by one");
    other.write("led-1", "by the other");

    NotThatMany refusal = catchThrowableOfType(
        NotThatMany.class,
        () -> one.commands().sendAndWait(new TestLedger.WriteOnlyAt("led-1", 1)));
    assertThat(refusal.entries).isEqualTo(2);

    one.commands().sendAndWait(new TestLedger.WriteOnlyAt("led-1", 2));
    assertThat(other.written("led-1")).hasSize(3);
  }
}
