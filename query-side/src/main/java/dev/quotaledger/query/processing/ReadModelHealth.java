package dev.quotaledger.query.processing;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while a read model that answers has stopped at an event, since its figures then lack facts. */
final class ReadModelHealth extends AbstractHealthIndicator {

  private final Processors processors;

  ReadModelHealth(Processors processors) {
    super("The read models cannot be looked at");
    this.processors = processors;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    Processors.View view = processors.view();
    for (String model : processors.models()) {
      view.active(model)
          .flatMap(active -> view.failure(active.generation()))
          .ifPresent(failure -> health.down().withDetail(model, failure));
    }
  }
}
