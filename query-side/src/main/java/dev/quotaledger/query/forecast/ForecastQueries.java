package dev.quotaledger.query.forecast;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.PlanFrame;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.query.reference.QuotaFigures;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what forecasts are made from. */
@Component
class ForecastQueries {

  private final Pipeline pipeline;
  private final QuotaFigures quotas;

  ForecastQueries(Pipeline pipeline, QuotaFigures quotas) {
    this.pipeline = pipeline;
    this.quotas = quotas;
  }

  /** A plan as one view has it. */
  record Frame(Pipeline.Seen seen, PlanFrame plan, Calendar calendar) {

    /** What it refers to. */
    Reference reference() {
      return seen.reference();
    }
  }

  /** The plan; refused where there is none. */
  Frame frame(PlanId planId, View view) {
    return frame(pipeline.seen(view), planId, view);
  }

  private static Frame frame(Pipeline.Seen seen, PlanId planId, View view) {
    PlanFrame plan = seen.reference()
        .plan(planId, view.knownAt())
        .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
    return new Frame(seen, plan, seen.reference().calendar(plan.calendarId(), view.knownAt()));
  }

  /**
   * What a forecast is made from.
   *
   * @param periodId null for the leaf period of today
   * @throws InvalidValue when the plan's calendar has no such period
   */
  ForecastFacts facts(PlanId planId, @Nullable PeriodId periodId, View view, LocalDate today) {
    Pipeline.Seen seen = pipeline.seen(view);
    Frame frame = frame(seen, planId, view);
    Period period = period(frame.calendar, periodId, today);
    return ForecastFacts.of(seen, view, frame.plan, frame.calendar, period, today);
  }

  QuotaFigures quotas() {
    return quotas;
  }

  boolean areStale() {
    return pipeline.isStale() || quotas.areStale();
  }

  private static Period period(Calendar calendar, @Nullable PeriodId periodId, LocalDate today) {
    if (periodId == null) {
      return calendar.leaves().stream()
          .filter(leaf -> leaf.days().contains(today))
          .findFirst()
          .orElseThrow(() -> new InvalidValue(
              "period", "a period, because none of the calendar contains " + today, "nothing"));
    }
    return calendar
        .period(periodId)
        .orElseThrow(
            () -> new InvalidValue("period", "a period of the plan's calendar", periodId.value()));
  }
}
