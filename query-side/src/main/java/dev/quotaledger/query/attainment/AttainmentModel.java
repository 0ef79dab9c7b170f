package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import dev.quotaledger.query.RecordedEvent;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Answers who is on quota: it keeps quota, credit and what they refer to as facts keyed by what their
 * source says. It needs the events of each aggregate in their order, and those of different
 * aggregates in any.
 */
@Component
final class AttainmentModel implements ReadModel {

  static final String NAME = "attainment";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Projection projection(Generation generation) {
    return projection(AttainmentFacts.of(generation));
  }

  /** A projection that writes these facts. */
  static Projection projection(AttainmentFacts facts) {
    return batch -> {
      facts.reference().write(those(batch, Reference::concerns));
      facts.quotas().write(those(batch, QuotaPlanEvent.class::isInstance));
      facts.drafts().write(those(batch, QuotaDrafted.class::isInstance));
      facts.deals().write(those(batch, DealEvent.class::isInstance));
    };
  }

  private static List<RecordedEvent> those(
      List<RecordedEvent> batch, Predicate<DomainEvent> wanted) {
    return batch.stream().filter(event -> wanted.test(event.payload())).toList();
  }
}
