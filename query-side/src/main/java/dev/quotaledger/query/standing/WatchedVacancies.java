package dev.quotaledger.query.standing;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.reference.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** For how many days territories have been vacant, 0 for those that are held. */
@Component
final class WatchedVacancies implements WatchedFigures {

  private final StandingQueries queries;

  WatchedVacancies(StandingQueries queries) {
    this.queries = queries;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.TERRITORY_UNASSIGNED;
  }

  @Override
  public Map<AlertSubject, BigDecimal> of(Watched watched) {
    Map<AlertSubject, BigDecimal> days = new TreeMap<>();
    queries.find(watched.planId(), View.LIVE).ifPresent(plan -> {
      for (TerritoryId territory : plan.reference().territories()) {
        days.put(subject(territory.value()), BigDecimal.ZERO);
      }
      Instant now = watched.today().atStartOfDay(ZoneOffset.UTC).toInstant();
      Asked asked = new Asked(
          plan,
          View.LIVE,
          new KnownAt(now, null, false),
          Seen.EVERYTHING,
          false,
          watched.period().periodId().value());
      new Gaps(asked, watched.period())
          .all().stream()
              .filter(gap -> gap.kind() == Gap.Kind.TERRITORY_VACANT)
              .forEach(gap -> days.put(subject(gap.of().id()), days(gap, watched)));
    });
    return days;
  }

  /** Today included; of a territory that always was vacant, those of the period. */
  private static BigDecimal days(Gap gap, Watched watched) {
    LocalDate since = Objects.requireNonNullElse(gap.since(), watched.period().firstDay());
    return BigDecimal.valueOf(ChronoUnit.DAYS.between(since, watched.today()) + 1);
  }

  private static AlertSubject subject(String territory) {
    return new AlertSubject(AlertLevel.TERRITORY, territory);
  }
}
