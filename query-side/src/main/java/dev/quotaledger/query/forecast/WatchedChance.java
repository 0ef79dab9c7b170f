package dev.quotaledger.query.forecast;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.reference.WatchedNodes;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The landing's probability of meeting the quota, for alerts on quotas that are no challenge or no use. */
@Component
final class WatchedChance implements WatchedFigures {

  private final ForecastQueries queries;

  WatchedChance(ForecastQueries queries) {
    this.queries = queries;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.QUOTA_UNREALISTIC;
  }

  @Override
  public Map<AlertSubject, BigDecimal> of(Watched watched) {
    ForecastFacts facts =
        queries.facts(watched.planId(), watched.period().periodId(), View.LIVE, watched.today());
    PlanForecast forecast =
        PlanForecast.of(facts, WatchedNodes.groupBy(watched.level()), queries.quotas());
    return WatchedNodes.values(
        watched.level(),
        forecast.figures(),
        figures -> probability(new Realism(figures, facts.isOver())));
  }

  /** Null where realism has nothing to say of the quota. */
  private static @Nullable BigDecimal probability(Realism realism) {
    Double probability = realism.figures().probabilityOfQuota();
    return probability == null || realism.reason() != null ? null : PlanForecast.ratio(probability);
  }
}
