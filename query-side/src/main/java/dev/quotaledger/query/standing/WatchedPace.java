package dev.quotaledger.query.standing;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.reference.Elapsed;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.query.reference.WatchedNodes;
import java.math.BigDecimal;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Pace ratios, for alerts on who is behind. */
@Component
final class WatchedPace implements WatchedFigures {

  private final QuotaFigures figures;

  WatchedPace(QuotaFigures figures) {
    this.figures = figures;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.PACE_BELOW;
  }

  @Override
  public Map<AlertSubject, BigDecimal> of(Watched watched) {
    Elapsed elapsed = Elapsed.of(watched.period(), watched.today());
    return WatchedNodes.values(
        watched.level(),
        figures.figures(
            watched.planId(), watched.period(), WatchedNodes.groupBy(watched.level()), View.LIVE),
        figure -> new Pace(figure, elapsed).paceRatio());
  }
}
