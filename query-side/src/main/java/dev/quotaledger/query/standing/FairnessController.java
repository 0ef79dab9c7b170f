package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Amounts.text;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

/** Serves whether quotas are fair and real. */
@RestController
class FairnessController {

  private final StandingQueries queries;

  FairnessController(StandingQueries queries) {
    this.queries = queries;
  }

  /**
   * How many reps are in a band.
   *
   * @param share of all reps that count; null where there are none
   */
  record BandView(Band band, long reps, @Nullable BigDecimal share) {}

  /**
   * How the attainment of reps goes with the potential of the territories that they hold on the last
   * day of the period.
   *
   * @param reps how many hold a territory with a potential
   */
  record CorrelationView(int reps, Statistic pearson, Statistic spearman) {}

  /**
   * The quota of the period / the yearly potential of territories.
   *
   * @param territories how many have both
   */
  record RealismView(int territories, Statistic median, Statistic cv) {}

  /** How many reps have no part in it, and why. */
  record Excluded(String reason, long count) {}

  /**
   * How attainment is spread.
   *
   * @param reps how many have a quota above zero
   * @param cv standard deviation / mean, of all reps and not of a sample
   * @param gini 0 where all reach the same, towards 1 where one reaches everything
   * @param reachedShare the share of those at or above 100 %; null where there are none
   */
  record FairnessAnswer(
      String planId,
      String periodId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      int reps,
      Statistic mean,
      Statistic median,
      Statistic cv,
      Statistic gini,
      List<BandView> bands,
      @Nullable BigDecimal reachedShare,
      CorrelationView attainmentWithPotential,
      RealismView quotaToPotential,
      List<Excluded> excluded) {}

  /**
   * A rep or a territory behind the numbers.
   *
   * @param attainment null where {@code reason} says why the rep has no part in the numbers
   * @param potential the yearly sales that the territory, or all that the rep holds, could give; null
   *     where none is known in the currency of the plan
   * @param quotaToPotential null where there is no quota above zero or no potential
   * @param reason NO_QUOTA, ZERO_QUOTA or NEGATIVE_QUOTA
   */
  record Item(
      SubjectView subject,
      @Nullable String quota,
      String credited,
      @Nullable BigDecimal attainment,
      @Nullable String potential,
      @Nullable BigDecimal quotaToPotential,
      @Nullable String reason) {}

  /** A page of the reps, and then the territories, that the numbers are made of. */
  record FairnessExplanation(
      String planId,
      String periodId,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** How attainment is spread over reps, and whether it and quota go with potential. */
  @GetMapping("/api/v1/plans/{planId}/fairness")
  FairnessAnswer fairness(@PathVariable PlanId planId, @ParameterObject StandingRequest request) {
    Asked asked = queries.ask(planId, request);
    Period period = asked.period();
    Fairness fairness = Fairness.of(asked, period);
    Distribution attainment = fairness.attainment();
    return new FairnessAnswer(
        planId.value(),
        period.periodId().value(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        attainment.count(),
        attainment.mean(),
        attainment.median(),
        attainment.cv(),
        attainment.gini(),
        bands(fairness, attainment.count()),
        share(fairness.reached(), attainment.count()),
        correlation(fairness.withPotential()),
        realism(fairness),
        fairness.excluded().entrySet().stream()
            .map(why -> new Excluded(why.getKey(), why.getValue()))
            .toList());
  }

  /** The figures of each rep and each territory that the numbers are made of. */
  @GetMapping("/api/v1/plans/{planId}/fairness/explain")
  FairnessExplanation explain(
      @PathVariable PlanId planId, @ParameterObject StandingRequest request, Paging paging) {
    Asked asked = queries.ask(planId, request);
    Period period = asked.period();
    NodePage<Measured> page = NodePage.of(Fairness.of(asked, period).all(), null, paging);
    return new FairnessExplanation(
        planId.value(),
        period.periodId().value(),
        asked.plan().frame().currency().getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page.entries(), asked),
        page.next());
  }

  private static List<BandView> bands(Fairness fairness, int all) {
    return fairness.bands().entrySet().stream()
        .map(band -> new BandView(band.getKey(), band.getValue(), share(band.getValue(), all)))
        .toList();
  }

  private static CorrelationView correlation(Correlation correlation) {
    return new CorrelationView(
        correlation.pairs().size(), correlation.pearson(), correlation.spearman());
  }

  private static RealismView realism(Fairness fairness) {
    Distribution ratios = fairness.quotaToPotential();
    return new RealismView(
        ratios.count(), fairness.quotaToPotentialMedian(), fairness.quotaToPotentialCv());
  }

  private static @Nullable BigDecimal share(long part, int all) {
    return all == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(all), Pace.RATIO_DECIMALS, RoundingMode.HALF_UP);
  }

  private List<Item> items(List<Map.Entry<Node, Measured>> shown, Asked asked) {
    Map<Node, SubjectView> views =
        queries.views(shown.stream().map(Map.Entry::getKey).toList(), asked);
    return shown.stream()
        .map(entry -> item(Objects.requireNonNull(views.get(entry.getKey())), entry.getValue()))
        .toList();
  }

  private static Item item(SubjectView subject, Measured measured) {
    return new Item(
        subject,
        text(measured.figure().quota()),
        measured.figure().credited().toPlainString(),
        measured.attainment(),
        text(measured.potential()),
        measured.quotaToPotential(),
        measured.reason());
  }
}
