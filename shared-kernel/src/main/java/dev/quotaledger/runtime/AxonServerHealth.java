package dev.quotaledger.runtime;

import java.util.concurrent.TimeUnit;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while Axon Server does not answer, as a database that does not answer is. */
final class AxonServerHealth extends AbstractHealthIndicator {

  private static final long PATIENCE_SECONDS = 2;

  private final AxonServerConnectionManager axonServer;

  AxonServerHealth(AxonServerConnectionManager axonServer) {
    super("Axon Server does not answer");
    this.axonServer = axonServer;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) throws Exception {
    axonServer
        .getConnection()
        .eventChannel()
        .getLastToken()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    health.up();
  }
}
