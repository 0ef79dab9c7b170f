package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Amounts.text;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.YearToDate;
import dev.quotaledger.runtime.web.Paging;
import io.swagger.v3.oas.annotations.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the figures of a year up to a day. */
@RestController
class YearToDateController {

  private final StandingQueries queries;

  YearToDateController(StandingQueries queries) {
    this.queries = queries;
  }

  /**
   * The figures of one subject.
   *
   * @param quota that of the leaf periods that have begun, each as a whole; null where there is none
   * @param credited the credit of the days up to and including {@code through}
   * @param attainment credited / quota; null where {@code reason} says why
   * @param gap quota - credited; null without a quota
   * @param priorPeriodCredit the part of what is credited that belongs to earlier periods; null
   *     where the basis is EARNED
   */
  record Item(
      SubjectView subject,
      @Nullable String quota,
      String credited,
      @Nullable BigDecimal attainment,
      @Nullable String reason,
      @Nullable String gap,
      @Nullable String priorPeriodCredit) {}

  /** A leaf period that has begun by then. */
  record LeafView(String periodId, LocalDate firstDay, LocalDate lastDay) {}

  /**
   * A page of figures.
   *
   * @param basis in which period credit counts: that of its date, or that in which it was posted
   * @param periodId the outermost period that contains the day
   * @param through the last day that counts
   * @param leafPeriods the leaf periods whose quota counts
   */
  record YearToDateAnswer(
      String planId,
      Basis basis,
      String periodId,
      LocalDate through,
      List<LeafView> leafPeriods,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** Quota and credit from the beginning of the outermost period up to and including a day. */
  @GetMapping("/api/v1/plans/{planId}/year-to-date")
  YearToDateAnswer yearToDate(
      @PathVariable PlanId planId,
      @Parameter(description = "A day, or a period for its last day; else the day of the view.")
          @RequestParam(required = false)
          @Nullable
          String through,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String subject,
      @Parameter(description = "EARNED or POSTED.") @RequestParam(defaultValue = "EARNED")
          String basis,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    GroupBy grouping = GroupBy.parse(groupBy, StandingQueries.GROUPS);
    Basis on = Basis.parse(basis);
    Asked asked = queries.ask(planId, new StandingRequest(null, asOf, knownAt)).on(on);
    YearToDate part = YearToDate.of(asked.plan().calendar(), through, asked.today());
    String only = asked.only(grouping, subject);
    NodePage<QuotaFigure> page = NodePage.of(
        asked
            .seen()
            .shown(
                asked.plan().figures(part.quotaOf(), part.days(), grouping),
                part.year().days()),
        only,
        paging);
    return new YearToDateAnswer(
        planId.value(),
        asked.plan().basis(),
        part.year().periodId().value(),
        part.through(),
        part.leaves().stream().map(YearToDateController::view).toList(),
        asked.plan().frame().currency().getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page.entries(), asked),
        page.next());
  }

  private List<Item> items(List<Map.Entry<Node, QuotaFigure>> shown, Asked asked) {
    Map<Node, SubjectView> views =
        queries.views(shown.stream().map(Map.Entry::getKey).toList(), asked);
    return shown.stream()
        .map(entry -> item(Objects.requireNonNull(views.get(entry.getKey())), entry.getValue()))
        .toList();
  }

  private static Item item(SubjectView subject, QuotaFigure figure) {
    return new Item(
        subject,
        text(figure.quota()),
        figure.credited().toPlainString(),
        figure.attainment(),
        figure.reason(),
        text(figure.remaining()),
        text(figure.priorPeriodCredit()));
  }

  private static LeafView view(Period leaf) {
    return new LeafView(leaf.periodId().value(), leaf.firstDay(), leaf.lastDay());
  }
}
