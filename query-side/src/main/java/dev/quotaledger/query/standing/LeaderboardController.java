package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Amounts.text;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import io.swagger.v3.oas.annotations.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves who leads. */
@RestController
class LeaderboardController {

  private final StandingQueries queries;

  LeaderboardController(StandingQueries queries) {
    this.queries = queries;
  }

  /**
   * One rep.
   *
   * @param rank from 1, shared by ties; null where {@code reason} says why
   * @param reason NO_QUOTA or ZERO_QUOTA, where ranks are by attainment
   * @param explain where the facts behind it are
   * @param priorPeriodCredit the part of what is credited that belongs to earlier periods; null
   *     where the basis is EARNED
   */
  record Item(
      @Nullable Integer rank,
      SubjectView subject,
      @Nullable String quota,
      String credited,
      @Nullable BigDecimal attainment,
      @Nullable String reason,
      String explain,
      @Nullable String priorPeriodCredit) {}

  /**
   * A page of reps, best first, those without a rank last. Ranks count whom the caller sees.
   *
   * @param basis in which period credit counts: that of its date, or that in which it was posted
   * @param ranked how many reps have a rank
   */
  record LeaderboardAnswer(
      String planId,
      Basis basis,
      String periodId,
      String by,
      String currency,
      long ranked,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** The reps of a plan by their attainment or by what is credited to them. */
  @GetMapping("/api/v1/plans/{planId}/leaderboard")
  LeaderboardAnswer leaderboard(
      @PathVariable PlanId planId,
      @Parameter(description = "attainment or credited.") @RequestParam(defaultValue = "attainment")
          String by,
      @Parameter(description = "EARNED or POSTED.") @RequestParam(defaultValue = "EARNED")
          String basis,
      @ParameterObject StandingRequest request,
      Paging paging) {
    Ranked.By ranking = Ranked.By.parse(by);
    Ranked.Place behind = Ranked.Place.parse(paging.cursor());
    Basis on = Basis.parse(basis);
    Asked asked = queries.ask(planId, request).on(on);
    Period period = asked.period();
    List<Ranked> all = Ranked.all(
        asked.seen().shown(asked.plan().figures(period, GroupBy.REP), period.days()), ranking);
    Page<Ranked> page = Page.of(all, Ranked::place, behind, paging.limit());
    return new LeaderboardAnswer(
        planId.value(),
        asked.plan().basis(),
        period.periodId().value(),
        ranking.text(),
        asked.plan().frame().currency().getCurrencyCode(),
        all.stream().filter(rep -> rep.rank() != null).count(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page.items(), asked, new Explained(asked, period, GroupBy.REP.text())),
        page.next());
  }

  private List<Item> items(List<Ranked> shown, Asked asked, Explained explained) {
    Map<Node, SubjectView> views = queries.views(shown.stream().map(Ranked::rep).toList(), asked);
    return shown.stream()
        .map(rep ->
            item(Objects.requireNonNull(views.get(rep.rep())), rep, explained.figure(rep.rep())))
        .toList();
  }

  private static Item item(SubjectView subject, Ranked rep, String explain) {
    return new Item(
        rep.rank(),
        subject,
        text(rep.figure().quota()),
        rep.figure().credited().toPlainString(),
        rep.figure().attainment(),
        rep.rank() == null ? rep.figure().reason() : null,
        explain,
        text(rep.figure().priorPeriodCredit()));
  }
}
