package dev.quotaledger.query.attainment;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.reference.WatchedNodes;
import java.math.BigDecimal;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Attainment, for alerts on milestones. */
@Component
final class WatchedAttainment implements WatchedFigures {

  private final AttainmentQueries queries;

  WatchedAttainment(AttainmentQueries queries) {
    this.queries = queries;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.ATTAINMENT_REACHED;
  }

  @Override
  public Map<AlertSubject, BigDecimal> of(Watched watched) {
    return WatchedNodes.values(
        watched.level(),
        queries.figures(
            watched.planId(), watched.period(), WatchedNodes.groupBy(watched.level()), View.LIVE),
        QuotaFigure::attainment);
  }
}
