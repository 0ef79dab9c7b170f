package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Amounts.text;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves what has changed since a day. */
@RestController
class ChangesController {

  private final StandingQueries queries;

  ChangesController(StandingQueries queries) {
    this.queries = queries;
  }

  /**
   * Two amounts.
   *
   * @param before null where there was none
   * @param after null where there is none
   * @param difference after - before, where nothing counts as zero
   */
  record DifferenceView(@Nullable String before, @Nullable String after, String difference) {}

  /**
   * The change of one subject's figures.
   *
   * @param explainBefore the address of the facts behind the figures before; null where the plan was
   *     not known yet
   * @param explainAfter the address of the facts behind the figures after
   * @param history the address of what was recorded since of its lines, in all periods; null for a
   *     product line
   */
  record Item(
      SubjectView subject,
      DifferenceView quota,
      DifferenceView credited,
      @Nullable String explainBefore,
      String explainAfter,
      @Nullable String history) {}

  /**
   * A page of changes.
   *
   * @param knownBefore the moment whose knowledge the figures before use
   * @param knownAt the moment whose knowledge the figures after use
   */
  record ChangesAnswer(
      String planId,
      String periodId,
      Instant knownBefore,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /**
   * The figures that differ from what was known at the beginning of a day, in UTC. Who sees a part of
   * them sees those of reps: a team may have had others in it as known before.
   */
  @GetMapping("/api/v1/plans/{planId}/changes")
  ChangesAnswer changes(
      @PathVariable PlanId planId,
      @Parameter(description = "The first day whose records are news.") @RequestParam String since,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String subject,
      @ParameterObject StandingRequest request,
      Paging paging) {
    GroupBy grouping = GroupBy.parse(groupBy, StandingQueries.GROUPS);
    LocalDate day = Objects.requireNonNull(ReadParameters.date("since", since));
    Asked asked = queries.ask(planId, request);
    Instant before = beginning(day, asked);
    String only = asked.only(grouping, subject);
    asked.seen().require(grouping == GroupBy.REP || asked.seen().isEverything());
    Period period = asked.period();
    Map<Node, Change> changes = Change.between(
        planKnownAt(before, asked).map(plan -> plan.figures(period, grouping)).orElse(Map.of()),
        asked.plan().figures(period, grouping),
        asked.plan().frame().currency());
    NodePage<Change> page = NodePage.of(asked.seen().shown(changes, period.days()), only, paging);
    return new ChangesAnswer(
        planId.value(),
        period.periodId().value(),
        before,
        asked.plan().frame().currency().getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page.entries(), asked, new Explained(asked, period, groupBy), day),
        page.next());
  }

  /** A day that has not begun has a beginning of which nothing is known yet. */
  private static Instant beginning(LocalDate day, Asked asked) {
    Instant beginning = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    if (beginning.isAfter(asked.known().at())) {
      throw new InvalidValue(
          "since", "a day that has begun by " + asked.known().at(), day.toString());
    }
    return beginning;
  }

  private Optional<SeenPlan> planKnownAt(Instant moment, Asked asked) {
    return queries.find(asked.plan().frame().planId(), new View(asked.view().asOf(), moment));
  }

  private List<Item> items(
      List<Map.Entry<Node, Change>> shown, Asked asked, Explained explained, LocalDate since) {
    Map<Node, SubjectView> views =
        queries.views(shown.stream().map(Map.Entry::getKey).toList(), asked);
    Instant before = beginning(since, asked);
    boolean wasKnown = planKnownAt(before, asked).isPresent();
    return shown.stream()
        .map(entry -> new Item(
            Objects.requireNonNull(views.get(entry.getKey())),
            view(entry.getValue().quota()),
            view(entry.getValue().credited()),
            wasKnown ? explained.facts(entry.getKey(), before) : null,
            explained.facts(entry.getKey(), asked.view().knownAt()),
            explained.history(entry.getKey(), since)))
        .toList();
  }

  private static DifferenceView view(Change.Difference difference) {
    return new DifferenceView(
        text(difference.before()), text(difference.after()), difference.by().toPlainString());
  }
}
