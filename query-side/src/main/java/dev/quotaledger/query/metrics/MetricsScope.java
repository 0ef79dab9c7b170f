package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.Attribution;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.PlanFrame;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.runtime.web.TextInput;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What metrics are of.
 *
 * @param days the days that count
 * @param groupBy what they are broken down by
 * @param attribution to whom deals belong
 * @param currency of values; null when neither the request nor a plan names one
 * @param plan the plan of whose team they are; null when they are of everybody
 * @param period the period that the days are those of; null when the request names days
 */
record MetricsScope(
    DateRange days,
    GroupBy groupBy,
    Attribution attribution,
    @Nullable Currency currency,
    @Nullable PlanFrame plan,
    @Nullable Period period) {

  /** Reads the request; throws {@link InvalidValue} for what it cannot mean. */
  static MetricsScope of(MetricsRequest request, GroupBy groupBy, Reference reference, View view) {
    PlanFrame plan = plan(request, reference, view);
    Currency currency = request.currency() == null
        ? (plan == null ? null : plan.currency())
        : TextInput.currency("currency", request.currency());
    if (plan == null) {
      return new MetricsScope(
          days(request),
          groupBy,
          Attribution.ofCompany(reference, groupBy, view.knownAt()),
          currency,
          null,
          null);
    }
    Calendar calendar = reference.calendar(plan.calendarId(), view.knownAt());
    Period period = request.period() == null ? null : period(request, calendar);
    return new MetricsScope(
        period == null ? days(request) : period.days(),
        groupBy,
        Attribution.ofPlan(reference, plan, calendar, groupBy, view.knownAt()),
        currency,
        plan,
        period);
  }

  private static @Nullable PlanFrame plan(MetricsRequest request, Reference reference, View view) {
    if (request.planId() != null) {
      PlanId planId = new PlanId(request.planId());
      return reference
          .plan(planId, view.knownAt())
          .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
    }
    if (request.period() != null) {
      throw new InvalidValue("planId", "a plan, because there is a period", "nothing");
    }
    return null;
  }

  private static Period period(MetricsRequest request, Calendar calendar) {
    if (request.from() != null || request.until() != null) {
      throw new InvalidValue("period", "either a period or from and until", "both");
    }
    String text = Objects.requireNonNull(request.period());
    return calendar
        .period(new PeriodId(text))
        .orElseThrow(() -> new InvalidValue("period", "a period of the plan's calendar", text));
  }

  private static DateRange days(MetricsRequest request) {
    LocalDate from = ReadParameters.date("from", request.from());
    LocalDate until = ReadParameters.date("until", request.until());
    if (from != null && until != null && until.isBefore(from)) {
      throw new InvalidValue("until", "a day not before " + from, until.toString());
    }
    return new DateRange(
        Objects.requireNonNullElse(from, DateRange.ALWAYS),
        until == null ? null : until.plusDays(1));
  }
}
