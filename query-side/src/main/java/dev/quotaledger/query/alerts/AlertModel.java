package dev.quotaledger.query.alerts;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import org.springframework.stereotype.Component;

/**
 * Keeps rules and alerts, and whose inbox each alert is in. It needs the events of each aggregate in
 * their order, and those of different aggregates in any.
 */
@Component
final class AlertModel implements ReadModel {

  static final String NAME = "alerts";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Projection projection(Generation generation) {
    return AlertFacts.of(generation)::write;
  }
}
