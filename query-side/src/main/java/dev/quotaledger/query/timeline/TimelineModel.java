package dev.quotaledger.query.timeline;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import org.springframework.stereotype.Component;

/**
 * Answers what a territory, rep, team, deal, lead, plan, calendar, spent amount or alert
 * rule was on a date. It
 * needs events in no particular order.
 */
@Component
final class TimelineModel implements ReadModel {

  static final String NAME = "timeline";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Projection projection(Generation generation) {
    Timelines timelines = new Timelines(generation);
    return timelines::write;
  }
}
