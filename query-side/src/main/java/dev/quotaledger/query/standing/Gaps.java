package dev.quotaledger.query.standing;

import static java.util.stream.Collectors.toSet;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.Timeline;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.Reference;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan lacks in a period. Reps and territories are looked at on the day of the view, lines too,
 * each on that day of its own period which is next to it: a rep who left after a quarter leaves no gap
 * in it. A line of nothing needs nobody.
 */
final class Gaps {

  private final Asked asked;
  private final Period period;
  private final Reference reference;
  private final Organization organization;
  private final Map<QuotaLineKey, Money> lines;

  Gaps(Asked asked, Period period) {
    this.asked = asked;
    this.period = period;
    this.reference = asked.plan().reference();
    this.organization = reference.organization(asked.view().knownAt());
    this.lines = asked.plan().lines(period);
  }

  /** All of them, in the order of their places. */
  List<Gap> all() {
    return Stream.of(
            repsWithoutQuota(), quotaWithoutRep(), quotaWithoutHolder(), vacantTerritories())
        .flatMap(gaps -> gaps)
        .sorted(Comparator.comparing(Gap::place))
        .toList();
  }

  private Stream<Gap> repsWithoutQuota() {
    LocalDate day = asked.todayWithin(period);
    Set<Subject> withQuota = lines.keySet().stream().map(QuotaLineKey::subject).collect(toSet());
    return organization.reps().values().stream()
        .filter(rep -> rep.isEmployedOn(day) && isInScope(rep.repId(), day))
        .filter(rep -> !withQuota.contains(Subject.rep(rep.repId())))
        .map(rep -> Gap.repWithoutQuota(
            rep.repId(),
            employedSince(rep, day),
            "Employed on %s, and no line in %s."
                .formatted(day, period.periodId().value())));
  }

  private Stream<Gap> quotaWithoutRep() {
    return linesWithQuota()
        .filter(line -> line.getKey().subject().type() == Subject.Type.REP)
        .flatMap(line -> {
          RepId rep = new RepId(line.getKey().subject().id());
          LocalDate day = dayOf(line.getKey());
          Timeline<?> employment = organization
              .rep(rep)
              .<Timeline<?>>map(Organization.Rep::placements)
              .orElse(Timeline.empty());
          return employment.at(day) != null
              ? Stream.empty()
              : Stream.of(new Gap(
                  Gap.Kind.QUOTA_WITHOUT_REP,
                  Node.rep(rep),
                  line.getKey(),
                  line.getValue(),
                  emptySince(employment, day),
                  "The rep is not employed on %s.".formatted(day)));
        });
  }

  private Stream<Gap> quotaWithoutHolder() {
    return linesWithQuota().flatMap(line -> {
      TerritoryId territory = line.getKey().territoryId();
      LocalDate day = dayOf(line.getKey());
      return territory == null || holders(territory).at(day) != null
          ? Stream.empty()
          : Stream.of(new Gap(
              Gap.Kind.QUOTA_WITHOUT_HOLDER,
              Node.of(line.getKey().subject()),
              line.getKey(),
              line.getValue(),
              emptySince(holders(territory), day),
              "Nobody holds territory %s on %s.".formatted(territory.value(), day)));
    });
  }

  private Stream<Gap> vacantTerritories() {
    LocalDate day = asked.todayWithin(period);
    return reference.territories().stream()
        .flatMap(territory -> reference.territory(territory, asked.view().knownAt()).stream())
        .filter(territory -> !territory.effectiveOn().isAfter(day))
        .filter(territory -> holders(territory.territoryId()).at(day) == null)
        .map(territory -> Gap.territoryVacant(
            territory.territoryId(),
            vacantSince(territory, day),
            "Nobody holds the territory on %s.".formatted(day)));
  }

  private Stream<Map.Entry<QuotaLineKey, Money>> linesWithQuota() {
    return lines.entrySet().stream().filter(line -> !line.getValue().isZero());
  }

  private LocalDate dayOf(QuotaLineKey line) {
    return asked.todayWithin(asked.plan().calendar().period(line.periodId()).orElse(period));
  }

  private boolean isInScope(RepId rep, LocalDate day) {
    TeamId scope = asked.plan().frame().teamId();
    return scope == null
        || organization
            .teamOf(rep, day)
            .filter(team -> organization.isWithin(team, scope, day))
            .isPresent();
  }

  private Timeline<RepId> holders(TerritoryId territory) {
    return reference.holders(territory, asked.view().knownAt()).primary();
  }

  /** The first day of the present employment, or of the period where that comes later. */
  private LocalDate employedSince(Organization.Rep rep, LocalDate day) {
    return rep.hires()
        .changes()
        .filter(hire -> !hire.isAfter(day) && hire.isAfter(period.firstDay()))
        .reduce((_, later) -> later)
        .orElse(period.firstDay());
  }

  /** The first day of the vacancy, or of the territory where that comes later. */
  private @Nullable LocalDate vacantSince(TerritoryDefined territory, LocalDate day) {
    return Stream.of(emptySince(holders(territory.territoryId()), day), territory.effectiveOn())
        .filter(Objects::nonNull)
        .filter(from -> !from.equals(DateRange.ALWAYS))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The first of the days without a value of which the day is one; null where there never was one. */
  private static @Nullable LocalDate emptySince(Timeline<?> timeline, LocalDate day) {
    return timeline.daysOf(null).stream()
        .filter(days -> days.contains(day))
        .map(DateRange::from)
        .filter(from -> !from.equals(DateRange.ALWAYS))
        .findFirst()
        .orElse(null);
  }
}
