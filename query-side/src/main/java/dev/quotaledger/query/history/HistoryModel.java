package dev.quotaledger.query.history;

import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import org.springframework.stereotype.Component;

/**
 * Answers how each number of a plan came to be. It needs the events of each plan in their order and
 * those of different plans in any.
 */
@Component
final class HistoryModel implements ReadModel {

  static final String NAME = "history";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Projection projection(Generation generation) {
    HistoryPages pages = new HistoryPages(generation.collection("plans"));
    return batch -> pages.write(batch.stream()
        .filter(event -> event.payload() instanceof QuotaPlanEvent)
        .toList());
  }
}
