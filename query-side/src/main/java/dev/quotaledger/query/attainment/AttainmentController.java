package dev.quotaledger.query.attainment;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.attainment.AttainmentPage.Place;
import dev.quotaledger.query.attainment.AttainmentPage.Row;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.web.Paging;
import io.swagger.v3.oas.annotations.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves attainment. */
@RestController
class AttainmentController {

  private final AttainmentQueries queries;
  private final SettledTime settledTime;
  private final ActiveGenerations generations;
  private final Subjects subjects;

  AttainmentController(
      AttainmentQueries queries,
      SettledTime settledTime,
      ActiveGenerations generations,
      Subjects subjects) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.generations = generations;
    this.subjects = subjects;
  }

  /**
   * One figure.
   *
   * @param priorPeriodCredit the part of what is credited that belongs to earlier periods; null
   *     where the basis is EARNED
   */
  record Item(
      SubjectView subject,
      String periodId,
      @Nullable String quota,
      String credited,
      String currency,
      @Nullable BigDecimal attainment,
      @Nullable String reason,
      @Nullable String gap,
      long deals,
      @Nullable String priorPeriodCredit) {}

  /** How many deals gave credit that belongs to no figure, and why. */
  record Excluded(String reason, int count) {}

  /**
   * A page of figures. There is another one where {@code next} says so, even if this one has fewer
   * items than asked for. What is excluded is that of the periods that begin on this page, so that
   * what all pages say adds up: the periods of other pages are not computed for this one.
   *
   * @param basis in which period credit counts: that of its date, or that in which it was posted
   */
  record AttainmentAnswer(
      String planId,
      Basis basis,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** The attainment of each subject in a period, or in every leaf period. */
  @GetMapping("/api/v1/plans/{planId}/attainment")
  AttainmentAnswer attainment(
      @PathVariable PlanId planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable PeriodId period,
      @RequestParam(required = false) @Nullable String subject,
      @Parameter(description = "EARNED or POSTED.") @RequestParam(defaultValue = "EARNED")
          String basis,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    GroupBy grouping = GroupBy.parse(groupBy, PlanView.GROUPS);
    Basis on = Basis.parse(basis);
    int most = paging.limit();
    Place behind = Place.parse(paging.cursor());
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    PlanView plan = queries.plan(planId, view).on(on);
    Seen seen = Seen.of(plan.reference()::organization, view, known);
    seen.require(grouping, subject);
    Node only = subject == null ? null : plan.node(grouping, subject);
    AttainmentPage page = AttainmentPage.of(
        plan.periods(period),
        each -> shown(plan.attainment(each, grouping), each, seen),
        only,
        behind,
        most);
    return new AttainmentAnswer(
        planId.value(),
        plan.basis(),
        view.asOf(),
        known.at(),
        known.settled(),
        generations.isStale(AttainmentModel.NAME),
        items(page.rows(), plan, view),
        excluded(page.excluded()),
        page.next() == null ? null : page.next().cursor());
  }

  /** What is excluded is nobody's, so that only who sees everything is told of it. */
  private static Attainment shown(Attainment all, Period period, Seen seen) {
    return seen.isEverything()
        ? all
        : new Attainment(seen.shown(all.figures(), period.days()), Map.of());
  }

  private List<Item> items(List<Row> rows, PlanView plan, View view) {
    Map<Node, SubjectView> views =
        subjects.views(rows.stream().map(Row::node).toList(), plan.reference(), view.knownAt());
    return rows.stream()
        .map(row -> item(Objects.requireNonNull(views.get(row.node())), row.figure()))
        .toList();
  }

  private static Item item(SubjectView subject, Figure figure) {
    return new Item(
        subject,
        figure.period().periodId().value(),
        text(figure.quota()),
        figure.credited().toPlainString(),
        figure.credited().currency().getCurrencyCode(),
        figure.attainment(),
        figure.reason(),
        text(figure.gap()),
        figure.deals(),
        text(figure.priorPeriodCredit()));
  }

  private static List<Excluded> excluded(Map<Exclusion, Integer> counts) {
    return counts.entrySet().stream()
        .map(count -> new Excluded(count.getKey().name(), count.getValue()))
        .sorted(Comparator.comparing(Excluded::reason))
        .toList();
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
