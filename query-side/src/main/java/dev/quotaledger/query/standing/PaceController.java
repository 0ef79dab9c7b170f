package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Amounts.text;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.query.reference.GroupBy;
import dev.quotaledger.query.reference.Node;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves whether quotas are reached as fast as their period goes by. */
@RestController
class PaceController {

  private final StandingQueries queries;

  PaceController(StandingQueries queries) {
    this.queries = queries;
  }

  /**
   * The pace of one subject.
   *
   * @param paceRatio attainment / elapsed share; null where {@code reason} says why
   * @param expectedByNow quota x elapsed share; null without a quota
   * @param aheadBy credited - expected by now; null without a quota
   * @param runRate credited / elapsed share; null before the first day of the period
   * @param status ON_TRACK from a pace ratio of 1 on, AT_RISK from 0.8 on, else BEHIND
   * @param reason NO_QUOTA, ZERO_QUOTA or NOT_STARTED
   */
  record Item(
      SubjectView subject,
      @Nullable String quota,
      String credited,
      @Nullable BigDecimal attainment,
      @Nullable BigDecimal paceRatio,
      @Nullable String expectedByNow,
      @Nullable String aheadBy,
      @Nullable String runRate,
      Pace.@Nullable Status status,
      @Nullable String reason) {}

  /**
   * A page of paces; the facts behind each are those that explain its attainment.
   *
   * @param day the day up to which the period has elapsed, that day included
   * @param elapsedShare 0 before the period, 1 from its last day on
   */
  record PaceAnswer(
      String planId,
      String periodId,
      LocalDate day,
      BigDecimal elapsedShare,
      Method method,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** Attainment beside the elapsed share of the period, and where it leads at that pace. */
  @GetMapping("/api/v1/plans/{planId}/pace")
  PaceAnswer pace(
      @PathVariable PlanId planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String subject,
      @ParameterObject StandingRequest request,
      Paging paging) {
    GroupBy grouping = GroupBy.parse(groupBy, StandingQueries.GROUPS);
    NodePlace behind = NodePlace.parse(paging.cursor());
    Asked asked = queries.ask(planId, request);
    Period period = asked.period();
    Elapsed elapsed = Elapsed.of(period, asked.today());
    SortedMap<Node, Pace> paces = new TreeMap<>();
    asked
        .plan()
        .figures(period, grouping)
        .forEach((node, figure) -> paces.put(node, new Pace(figure, elapsed)));
    Page<Map.Entry<Node, Pace>> page =
        NodePlace.page(paces, asked.only(grouping, subject), behind, paging.limit());
    return new PaceAnswer(
        planId.value(),
        period.periodId().value(),
        asked.today(),
        elapsed.share(),
        elapsed.method(),
        asked.plan().frame().currency().getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page.items(), asked),
        page.next());
  }

  private List<Item> items(List<Map.Entry<Node, Pace>> shown, Asked asked) {
    Map<Node, SubjectView> views =
        queries.views(shown.stream().map(Map.Entry::getKey).toList(), asked);
    return shown.stream()
        .map(entry -> item(Objects.requireNonNull(views.get(entry.getKey())), entry.getValue()))
        .toList();
  }

  private static Item item(SubjectView subject, Pace pace) {
    BigDecimal runRate = pace.runRate();
    return new Item(
        subject,
        text(pace.figure().quota()),
        pace.figure().credited().toPlainString(),
        pace.figure().attainment(),
        pace.paceRatio(),
        text(pace.expectedByNow()),
        text(pace.aheadBy()),
        runRate == null ? null : runRate.toPlainString(),
        pace.status(),
        pace.reason());
  }
}
