package dev.quotaledger.query.forecast;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.forecast.ForecastAccuracy.Forecaster;
import dev.quotaledger.query.forecast.ForecastAccuracy.Row;
import dev.quotaledger.query.forecast.ForecastAccuracy.Score;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves how good forecasts of past periods were, each made from what held so many days before. */
@RestController
class AccuracyController {

  private static final int MOST_LEAD_DAYS = 366;
  private static final int MOST_PERIODS = 24;

  private final ForecastQueries queries;
  private final SettledTime settledTime;
  private final Subjects subjects;

  AccuracyController(ForecastQueries queries, SettledTime settledTime, Subjects subjects) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.subjects = subjects;
  }

  /**
   * How good one method was.
   *
   * @param wape the sum of |forecast - actual| / the sum of |actual|; null where nothing was won
   * @param bias the sum of (forecast - actual) / the sum of actual; null where that is zero
   */
  record ScoreView(
      int count, @Nullable BigDecimal wape, @Nullable BigDecimal bias) {}

  /** The forecasts of one subject in one period, and what came. */
  record RowView(
      SubjectView subject,
      String periodId,
      String actual,
      Map<Forecaster, String> forecasts,
      String p10,
      String p90,
      boolean inside) {}

  /**
   * How good forecasts of past periods were.
   *
   * @param leadDays how many days before the last one of each period they were made
   * @param basis AS_OF: from what holds by that day as it is known now, so that history that was
   *     loaded later counts
   * @param insideShare the share of the rows in which what came was between P10 and P90; about 0.8
   *     when the landing is calibrated
   */
  record AccuracyAnswer(
      String planId,
      int leadDays,
      String basis,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<String> periods,
      Map<Forecaster, ScoreView> scores,
      @Nullable BigDecimal insideShare,
      List<RowView> rows) {}

  /**
   * The forecasts of the newest periods that ended, as they would have been made at a lead time.
   *
   * @param leadDays how many days before the last one of each period, 0 to 366
   * @param periods how many periods, 1 to 24
   */
  @GetMapping("/api/v1/plans/{planId}/forecast/accuracy")
  AccuracyAnswer accuracy(
      @PathVariable PlanId planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(defaultValue = "30") int leadDays,
      @RequestParam(defaultValue = "4") int periods,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt) {
    GroupBy grouping = GroupBy.parse(groupBy, ForecastController.GROUPS);
    within("leadDays", leadDays, 0, MOST_LEAD_DAYS);
    within("periods", periods, 1, MOST_PERIODS);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    LocalDate today = view.today(known.at());
    ForecastQueries.Frame frame = queries.frame(planId, view);
    List<Period> ended = frame.calendar().leaves().stream()
        .filter(leaf -> leaf.lastDay().isBefore(today))
        .sorted(Comparator.comparing(Period::lastDay).reversed())
        .limit(periods)
        .toList();
    List<Row> rows = new ArrayList<>();
    for (Period period : ended) {
      rows.addAll(rows(planId, period, grouping, view, leadDays));
    }
    return answer(frame, new ForecastAccuracy(rows), leadDays, ended, view, known);
  }

  private List<Row> rows(PlanId planId, Period period, GroupBy groupBy, View view, int leadDays) {
    LocalDate then = period.lastDay().minusDays(leadDays);
    View before = new View(then, view.knownAt());
    ForecastFacts facts = queries.facts(planId, period.periodId(), before, then);
    Map<Node, Money> actuals = new HashMap<>();
    queries
        .quotas()
        .figures(planId, period, groupBy, view)
        .forEach((node, figure) -> actuals.put(node, figure.credited()));
    return ForecastAccuracy.rows(
        period, PlanForecast.of(facts, groupBy, queries.quotas()).figures(), actuals);
  }

  private AccuracyAnswer answer(
      ForecastQueries.Frame frame,
      ForecastAccuracy accuracy,
      int leadDays,
      List<Period> ended,
      View view,
      KnownAt known) {
    Currency currency = frame.plan().currency();
    Map<Node, SubjectView> views = subjects.views(
        accuracy.rows().stream().map(Row::node).toList(), frame.reference(), view.knownAt());
    Map<Forecaster, ScoreView> scores = new TreeMap<>();
    accuracy.scores().forEach((forecaster, score) -> scores.put(forecaster, view(score)));
    return new AccuracyAnswer(
        frame.plan().planId().value(),
        leadDays,
        "AS_OF",
        currency.getCurrencyCode(),
        view.asOf(),
        known.at(),
        known.settled(),
        queries.areStale(),
        ended.stream().map(period -> period.periodId().value()).toList(),
        scores,
        ratio(accuracy.insideShare()),
        accuracy.rows().stream()
            .map(row -> view(row, Objects.requireNonNull(views.get(row.node())), currency))
            .toList());
  }

  private static RowView view(Row row, SubjectView subject, Currency currency) {
    Map<Forecaster, String> forecasts = new TreeMap<>();
    row.forecasts()
        .forEach((forecaster, amount) ->
            forecasts.put(forecaster, PlanForecast.money(amount, currency)));
    return new RowView(
        subject,
        row.period().periodId().value(),
        PlanForecast.money(row.actual(), currency),
        forecasts,
        PlanForecast.money(row.p10(), currency),
        PlanForecast.money(row.p90(), currency),
        row.isInside());
  }

  private static ScoreView view(Score score) {
    return new ScoreView(score.count(), ratio(score.wape()), ratio(score.bias()));
  }

  private static @Nullable BigDecimal ratio(@Nullable Double value) {
    return value == null ? null : PlanForecast.ratio(value);
  }

  private static void within(String name, int number, int least, int most) {
    if (number < least || number > most) {
      throw new InvalidValue(
          name, "an integer from %d to %d".formatted(least, most), String.valueOf(number));
    }
  }
}
