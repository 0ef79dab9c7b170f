package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanFrame;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.forecast.PlanForecast.Figures;
import dev.quotaledger.query.forecast.PlanForecast.Part;
import dev.quotaledger.query.pipeline.CallRow;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.reference.Elapsed;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.people.PersonalTexts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves where a period may land, by every method side by side. */
@RestController
class ForecastController {

  /** What forecasts are broken down by. */
  static final Set<GroupBy> GROUPS = EnumSet.complementOf(EnumSet.of(GroupBy.LEAD_SOURCE));

  private final ForecastQueries queries;
  private final SettledTime settledTime;
  private final Subjects subjects;
  private final PersonalTexts texts;

  ForecastController(
      ForecastQueries queries, SettledTime settledTime, Subjects subjects, PersonalTexts texts) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.subjects = subjects;
    this.texts = texts;
  }

  /** How numbers were computed. */
  record MethodView(String name, int version) {}

  /**
   * A forecast by the history of bookings alone.
   *
   * @param reason why it is not the usual method; null where it is
   * @param points how many leaf periods it is made from
   */
  record StatisticalView(
      MethodView method,
      @Nullable String reason,
      int points,
      String mean,
      String p10,
      String p50,
      String p90) {}

  /**
   * Where the period may land: a tenth of the draws is below p10, half below p50.
   *
   * @param probabilityOfQuota the share of the draws that reach the quota; null without one
   */
  record LandingView(
      String p10,
      String p50,
      String p90,
      String mean,
      @Nullable BigDecimal probabilityOfQuota) {}

  /** What was submitted last; each amount is that of the whole period, null for nothing said. */
  record SubmittedView(
      @Nullable String commit,
      @Nullable String bestCase,
      @Nullable String pipeline,
      Instant submittedAt,
      @Nullable String submittedBy,
      @Nullable String note) {}

  /** How it was adjusted last; an amount that is null is left as it was submitted. */
  record AdjustedView(
      @Nullable String commit,
      @Nullable String bestCase,
      @Nullable String pipeline,
      Instant adjustedAt,
      @Nullable String adjustedBy,
      @Nullable String note) {}

  /**
   * The forecasts of one subject.
   *
   * @param gap quota - closed; null without a quota
   * @param categories the value of the open deals expected to close in the period, by how sure they
   *     are
   * @param overridden of how many of them somebody said that, instead of the stage
   * @param weightedPipeline their value, each by its probability
   * @param expectedClose closed + weighted pipeline
   * @param runRate closed / elapsed share; null before the period
   * @param statistical null where no leaf period with bookings ended
   * @param submitted null where nobody submitted a call
   * @param adjusted null where nobody adjusted one
   */
  record Item(
      SubjectView subject,
      @Nullable String quota,
      String closed,
      @Nullable String gap,
      Map<ForecastCategory, String> categories,
      int overridden,
      String weightedPipeline,
      String expectedClose,
      @Nullable String runRate,
      @Nullable StatisticalView statistical,
      LandingView landing,
      @Nullable SubmittedView submitted,
      @Nullable AdjustedView adjusted) {}

  /**
   * How likely open deals are won. Those that are set weigh the pipeline; the landing is by what is
   * learned, whichever it is.
   *
   * @param source {@code SET} where somebody said how likely deals of each stage are won, else {@code
   *     LEARNED}
   * @param version counts what was said of it, from 1, also where that was to learn them again; null
   *     where nothing was said
   * @param byStage those that are set; null where they are learned
   * @param method how they are learned
   * @param deals what they are learned from, which is all deals of the plan; null, like {@code
   *     winRate}, for whoever sees a part of it
   */
  record ProbabilitiesView(
      String source,
      @Nullable Integer version,
      @Nullable StageProbabilities byStage,
      MethodView method,
      @Nullable Long deals,
      @Nullable BigDecimal winRate) {}

  /**
   * Forecasts of a period.
   *
   * @param today the day of the view
   * @param elapsedShare by days; the run rate weighs the periods within by their quota
   * @param timeliness which part of what stage and age promised of open deals came by the end of
   *     earlier periods, in the mean; null for whoever sees a part of the plan
   * @param windows how many earlier periods tell what deals bring that are not in the pipeline yet
   */
  record ForecastAnswer(
      String planId,
      String periodId,
      LocalDate firstDay,
      LocalDate lastDay,
      LocalDate today,
      BigDecimal elapsedShare,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      ProbabilitiesView probabilities,
      MethodView landingMethod,
      int draws,
      @Nullable BigDecimal timeliness,
      int windows,
      List<Item> items) {}

  /** An open deal behind the forecasts of one subject. */
  record OpenDealView(
      String dealId,
      String stage,
      ForecastCategory category,
      boolean overridden,
      @Nullable String amount,
      @Nullable LocalDate expectedCloseOn,
      boolean expectedInPeriod,
      BigDecimal winProbability,
      BigDecimal probabilityInPeriod) {}

  /** What the forecasts of one subject are made of. */
  record ForecastExplanation(
      Item figures,
      String periodId,
      LocalDate today,
      ProbabilitiesView probabilities,
      @Nullable BigDecimal timeliness,
      int windows,
      List<OpenDealView> deals) {}

  /** Closed, categories, weighted pipeline, run rate, statistical forecast and landing. */
  @GetMapping("/api/v1/plans/{planId}/forecast")
  ForecastAnswer forecast(
      @PathVariable PlanId planId,
      @RequestParam(required = false) @Nullable PeriodId period,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt) {
    GroupBy grouping = GroupBy.parse(groupBy, GROUPS);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    ForecastFacts facts = queries.facts(planId, period, view, view.today(known.at()));
    Seen seen = Seen.of(facts.seen().reference()::organization, view, known);
    seen.require(grouping, subject);
    PlanForecast forecast = PlanForecast.of(facts, grouping, queries.quotas());
    return new ForecastAnswer(
        planId.value(),
        facts.period().periodId().value(),
        facts.period().firstDay(),
        facts.period().lastDay(),
        facts.today(),
        Elapsed.of(facts.period(), facts.today()).share(),
        facts.plan().currency().getCurrencyCode(),
        view.asOf(),
        known.at(),
        known.settled(),
        queries.areStale(),
        probabilities(facts, forecast, seen),
        new MethodView("SIMULATION", Landing.VERSION),
        Landing.DRAWS,
        timeliness(forecast, seen),
        forecast.windows(),
        items(forecast, facts, subject, seen));
  }

  /** The open deals behind the forecasts of one subject, with their probabilities. */
  @GetMapping("/api/v1/plans/{planId}/forecast/explain")
  ForecastExplanation explain(
      @PathVariable PlanId planId,
      @RequestParam String subject,
      @RequestParam(required = false) @Nullable PeriodId period,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt) {
    GroupBy grouping = GroupBy.parse(groupBy, GROUPS);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    ForecastFacts facts = queries.facts(planId, period, view, view.today(known.at()));
    Seen seen = Seen.of(facts.seen().reference()::organization, view, known);
    seen.require(grouping, subject);
    PlanForecast forecast = PlanForecast.of(facts, grouping, queries.quotas());
    List<Item> items = items(forecast, facts, subject, seen);
    if (items.isEmpty()) {
      throw new InvalidValue("subject", "the bare id of something with quota or deals", subject);
    }
    var attribution = facts.attribution(grouping);
    return new ForecastExplanation(
        items.getFirst(),
        facts.period().periodId().value(),
        facts.today(),
        probabilities(facts, forecast, seen),
        timeliness(forecast, seen),
        forecast.windows(),
        forecast.parts().stream()
            .filter(part ->
                facts.nodes(part.row(), attribution).anyMatch(node -> node.id().equals(subject)))
            .map(part -> view(part, facts, forecast.timeliness()))
            .toList());
  }

  private static @Nullable BigDecimal timeliness(PlanForecast forecast, Seen seen) {
    return seen.isEverything() ? PlanForecast.ratio(forecast.timeliness().mean()) : null;
  }

  private static ProbabilitiesView probabilities(
      ForecastFacts facts, PlanForecast forecast, Seen seen) {
    PlanFrame.Probabilities said = facts.plan().probabilities().at(facts.today());
    StageProbabilities byStage = facts.saidProbabilities();
    return new ProbabilitiesView(
        byStage == null ? "LEARNED" : "SET",
        said == null ? null : said.number(),
        byStage,
        new MethodView(WinHistory.METHOD, WinHistory.VERSION),
        seen.isEverything() ? forecast.history().deals() : null,
        seen.isEverything() ? PlanForecast.ratio(forecast.history().winRate()) : null);
  }

  /** A forecast rests on all days up to the end of its period. */
  private List<Item> items(
      PlanForecast forecast, ForecastFacts facts, @Nullable String subject, Seen seen) {
    DateRange days = DateRange.ofDays(DateRange.ALWAYS, facts.period().lastDay());
    List<Map.Entry<Node, Figures>> shown = seen.shown(forecast.figures(), days).entrySet().stream()
        .filter(entry -> subject == null || subject.equals(entry.getKey().id()))
        .toList();
    Map<Node, SubjectView> views = subjects.views(
        shown.stream().map(Map.Entry::getKey).toList(),
        facts.seen().reference(),
        facts.view().knownAt());
    return shown.stream()
        .map(entry -> item(
            Objects.requireNonNull(views.get(entry.getKey())),
            entry.getValue(),
            facts.plan().currency()))
        .toList();
  }

  private Item item(SubjectView subject, Figures figures, Currency currency) {
    Money quota = figures.quota();
    double closed = figures.closed().amount().doubleValue();
    Map<ForecastCategory, String> categories = new TreeMap<>();
    figures
        .categories()
        .forEach((category, value) -> categories.put(category, money(value, currency)));
    categories.put(ForecastCategory.CLOSED, figures.closed().toPlainString());
    return new Item(
        subject,
        quota == null ? null : quota.toPlainString(),
        figures.closed().toPlainString(),
        quota == null ? null : quota.minus(figures.closed()).toPlainString(),
        categories,
        figures.overridden(),
        money(figures.weighted(), currency),
        money(closed + figures.weighted(), currency),
        figures.runRate() == null ? null : figures.runRate().toPlainString(),
        figures.statistical() == null ? null : view(figures.statistical(), currency),
        landing(figures, currency),
        submitted(figures.calls().submitted()),
        adjusted(figures.calls().adjusted()));
  }

  private @Nullable SubmittedView submitted(@Nullable CallRow call) {
    return call == null
        ? null
        : new SubmittedView(
            text(call.figures().commit()),
            text(call.figures().bestCase()),
            text(call.figures().pipeline()),
            call.recordedAt(),
            call.actor(),
            note(call));
  }

  private @Nullable AdjustedView adjusted(@Nullable CallRow call) {
    return call == null
        ? null
        : new AdjustedView(
            text(call.figures().commit()),
            text(call.figures().bestCase()),
            text(call.figures().pipeline()),
            call.recordedAt(),
            call.actor(),
            note(call));
  }

  private @Nullable String note(CallRow call) {
    return Optional.ofNullable(call.note()).flatMap(texts::decrypt).orElse(null);
  }

  private static @Nullable String text(@Nullable Money amount) {
    return amount == null ? null : amount.toPlainString();
  }

  private static LandingView landing(Figures figures, Currency currency) {
    Draws draws = figures.draws();
    Double probability = figures.probabilityOfQuota();
    return new LandingView(
        money(draws.quantile(0.1), currency),
        money(draws.quantile(0.5), currency),
        money(draws.quantile(0.9), currency),
        money(draws.mean(), currency),
        probability == null ? null : PlanForecast.ratio(probability));
  }

  private static StatisticalView view(StatisticalForecast forecast, Currency currency) {
    return new StatisticalView(
        new MethodView(forecast.model(), forecast.version()),
        forecast.reason(),
        forecast.points(),
        money(forecast.mean(), currency),
        money(forecast.p10(), currency),
        money(forecast.p50(), currency),
        money(forecast.p90(), currency));
  }

  private static OpenDealView view(Part part, ForecastFacts facts, Timeliness timeliness) {
    DealRow row = part.row();
    return new OpenDealView(
        row.dealId().value(),
        row.stage().name(),
        row.category(),
        row.overriddenAs() != null,
        row.amount() == null ? null : row.amount().toPlainString(),
        row.expectedCloseOn(),
        facts.isExpectedInPeriod(row),
        PlanForecast.ratio(part.winProbability()),
        PlanForecast.ratio(part.promised() * timeliness.mean()));
  }

  private static String money(double amount, Currency currency) {
    return PlanForecast.money(amount, currency);
  }
}
