package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Amounts.text;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves what a plan lacks. */
@RestController
class GapsController {

  private final StandingQueries queries;

  GapsController(StandingQueries queries) {
    this.queries = queries;
  }

  /**
   * Something that is missing.
   *
   * @param kind REP_WITHOUT_QUOTA, an employed rep of the plan's team has no line in the period;
   *     QUOTA_WITHOUT_REP, the rep of a line is not employed; QUOTA_WITHOUT_HOLDER, nobody holds the
   *     territory of a line; TERRITORY_VACANT, nobody holds a territory
   * @param subject the rep, or whom the line is for; null for TERRITORY_VACANT
   * @param periodId the period of the line; that of the answer where there is no line
   * @param amount what the line is worth; null where there is no line
   * @param since the first day of it; null where it always was so
   * @param detail the same as a sentence, for people
   * @param explain where the lines of the rep are, or the holders of the territory
   */
  record Item(
      Gap.Kind kind,
      @Nullable SubjectView subject,
      @Nullable String territoryId,
      @Nullable String productLine,
      String periodId,
      @Nullable String amount,
      @Nullable LocalDate since,
      String detail,
      String explain) {}

  /**
   * A page of gaps, by kind.
   *
   * @param day the day on which reps and territories are looked at: that of the view, or the day of
   *     the period that is next to it
   */
  record GapsAnswer(
      String planId,
      String periodId,
      LocalDate day,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** Reps without quota, quota without a rep or a holder, and vacant territories. */
  @GetMapping("/api/v1/plans/{planId}/gaps")
  GapsAnswer gaps(
      @PathVariable PlanId planId, @ParameterObject StandingRequest request, Paging paging) {
    Gap.Place behind = Gap.Place.parse(paging.cursor());
    Asked asked = queries.ask(planId, request);
    Period period = asked.period();
    Page<Gap> page = Page.of(new Gaps(asked, period).all(), Gap::place, behind, paging.limit());
    return new GapsAnswer(
        planId.value(),
        period.periodId().value(),
        asked.todayWithin(period),
        asked.plan().frame().currency().getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page.items(), period, asked),
        page.next());
  }

  private List<Item> items(List<Gap> shown, Period period, Asked asked) {
    Map<Node, SubjectView> views = queries.views(shown.stream().map(Gap::of).toList(), asked);
    Explained explained = new Explained(asked, period, GroupBy.REP.text());
    return shown.stream()
        .map(gap ->
            item(gap, Objects.requireNonNull(views.get(gap.of())), period, explained.gap(gap)))
        .toList();
  }

  private static Item item(Gap gap, SubjectView of, Period period, String explain) {
    QuotaLineKey line = gap.line();
    boolean isTerritory = gap.of().type() == Node.Type.TERRITORY;
    return new Item(
        gap.kind(),
        isTerritory ? null : of,
        isTerritory ? gap.of().id() : territory(line),
        line == null || line.productLine() == null ? null : line.productLine().value(),
        line == null ? period.periodId().value() : line.periodId().value(),
        text(gap.amount()),
        gap.since(),
        gap.detail(),
        explain);
  }

  private static @Nullable String territory(@Nullable QuotaLineKey line) {
    return line == null || line.territoryId() == null
        ? null
        : line.territoryId().value();
  }
}
