package dev.quotaledger.query.forecast;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refused;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.reference.WatchedNodes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * By which share the landing's P50 is lower than the one that was known at the end of a day some days
 * ago; negative where it is higher. What was known then is computed once a day, since it never changes
 * and takes longer than what is known now.
 */
@Component
final class WatchedDrop implements WatchedFigures {

  private final ForecastQueries queries;
  private final Map<Watched, Map<AlertSubject, BigDecimal>> known = new ConcurrentHashMap<>();

  WatchedDrop(ForecastQueries queries) {
    this.queries = queries;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.FORECAST_DROP;
  }

  @Override
  public Map<AlertSubject, BigDecimal> of(Watched watched) {
    known.keySet().removeIf(other -> !other.today().equals(watched.today()));
    Map<AlertSubject, BigDecimal> before = known.computeIfAbsent(watched, this::before);
    Map<AlertSubject, BigDecimal> drops = new TreeMap<>();
    if (!before.isEmpty()) {
      landing(watched, View.LIVE, watched.today()).forEach((subject, now) -> {
        BigDecimal then = before.get(subject);
        if (then != null && then.signum() > 0) {
          drops.put(
              subject,
              then.subtract(now).divide(then, QuotaFigure.RATIO_DECIMALS, RoundingMode.HALF_UP));
        }
      });
    }
    return drops;
  }

  /** None where there was no such plan, or no such period of it. */
  private Map<AlertSubject, BigDecimal> before(Watched watched) {
    LocalDate day = watched
        .today()
        .minusDays(
            Objects.requireNonNullElse(watched.sinceDays(), AlertRuleFacts.USUAL_SINCE_DAYS));
    Instant itsEnd = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    try {
      return landing(watched, new View(day, itsEnd), day);
    } catch (Refused | InvalidValue _) {
      return Map.of();
    }
  }

  private Map<AlertSubject, BigDecimal> landing(Watched watched, View view, LocalDate day) {
    ForecastFacts facts = queries.facts(watched.planId(), watched.period().periodId(), view, day);
    PlanForecast forecast =
        PlanForecast.of(facts, WatchedNodes.groupBy(watched.level()), queries.quotas());
    return WatchedNodes.values(
        watched.level(),
        forecast.figures(),
        figures -> BigDecimal.valueOf(figures.draws().quantile(0.5)));
  }
}
