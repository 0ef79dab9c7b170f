package dev.quotaledger.standalone.endtoend;

import dev.quotaledger.testing.OnARealAxonServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two sides as processes of their own, on a real Axon Server, where one is named. */
@OnARealAxonServer
class AxonServerIT {

  @TempDir
  private Path directory;

  @Test
  void sidesMayBeKilledAndDoubledWithoutLosingOrDoublingAnEvent() throws Exception {
    String servers = System.getenv(OnARealAxonServer.SERVER);
    try (TwoSidesScenario scenario = new TwoSidesScenario(
        directory,
        "--quotaledger.event-store=axonserver",
        "--quotaledger.axon-server.servers=" + servers)) {
      scenario.sidesMayBeKilledAndDoubledWithoutLosingOrDoublingAnEvent();
    }
  }
}
