package dev.quotaledger.query.ledger;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while events cannot be added to the ledger, or checkpoints not be signed. */
final class LedgerHealth extends AbstractHealthIndicator {

  private final Ledger ledger;
  private final LedgerWriter writer;
  private final CheckpointTimer checkpoints;

  LedgerHealth(Ledger ledger, LedgerWriter writer, CheckpointTimer checkpoints) {
    super("The ledger cannot be looked at");
    this.ledger = ledger;
    this.writer = writer;
    this.checkpoints = checkpoints;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up().withDetail("size", ledger.size());
    String notWritten = writer.stopped();
    if (notWritten != null) {
      health.down().withDetail("writer", notWritten);
    }
    String notSigned = checkpoints.refused();
    if (notSigned != null) {
      health.down().withDetail("checkpoints", notSigned);
    }
  }
}
