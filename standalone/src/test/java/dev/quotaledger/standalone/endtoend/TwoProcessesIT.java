package dev.quotaledger.standalone.endtoend;

import dev.quotaledger.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two sides as processes of their own, on PostgreSQL. */
class TwoProcessesIT {

  @TempDir
  private Path directory;

  @Test
  void sidesMayBeKilledAndDoubledWithoutLosingOrDoublingAnEvent() throws Exception {
    String events = PostgresServer.shared().newDatabase();
    try (TwoSidesScenario scenario = new TwoSidesScenario(
        directory, "--quotaledger.event-store=postgres", "--spring.datasource.url=" + events)) {
      scenario.sidesMayBeKilledAndDoubledWithoutLosingOrDoublingAnEvent();
    }
  }
}
