package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import org.springframework.stereotype.Component;

/**
 * Keeps deals, leads, spending and calls as they stand and stood. It needs the events of each aggregate in their order, and
 * those of different aggregates in any.
 */
@Component
final class PipelineModel implements ReadModel {

  static final String NAME = "pipeline";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Projection projection(Generation generation) {
    PipelineFacts facts = PipelineFacts.of(generation);
    return batch -> {
      facts
          .reference()
          .write(batch.stream()
              .filter(event -> Reference.concerns(event.payload()))
              .toList());
      facts.productLines().write(batch);
      facts
          .calls()
          .write(batch.stream()
              .filter(event -> event.payload() instanceof ForecastCallEvent)
              .toList());
      facts.writeSpend(
          batch.stream().filter(event -> event.payload() instanceof SpendEvent).toList());
      facts.writeLeads(
          batch.stream().filter(event -> event.payload() instanceof LeadEvent).toList());
      facts.writeDeals(
          batch.stream().filter(event -> event.payload() instanceof DealEvent).toList());
    };
  }
}
