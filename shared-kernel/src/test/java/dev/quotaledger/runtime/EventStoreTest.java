package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTest {

  abstract static class OnAnyStore {

    abstract TestRuntime start();

    @Test
    void keepsWhatACommandDecidedOverARestart() {
      try (TestRuntime first = start()) {
        for (int i = 0; i < 12; i++) {
          assertThat(first.commands().<Integer>sendAndWait(new TestLedger.Write("led-1", "x" + i)))
              .isEqualTo(i);
        }
      }
      try (TestRuntime second = start()) {
        assertThat(second.commands().<Integer>sendAndWait(new TestLedger.Write("led-1", "again")))
            .isEqualTo(12);
        assertThat(second.written("led-1")).hasSize(13);
      }
    }
  }

  @Nested
  class Embedded extends OnAnyStore {
    @TempDir
    Path dataDir;

    @Override
    TestRuntime start() {
      return TestRuntime.embedded(dataDir);
    }
  }

  @Nested
  class Postgres extends OnAnyStore {
    private final String url = PostgresServer.shared().newDatabase();

    @Override
    TestRuntime start() {
      return TestRuntime.postgres(url);
    }
  }
}
