package dev.quotaledger.model.attainment;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanApproved;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.PlanRejected;
import dev.quotaledger.api.QuotaPlanEvent.PlanSubmitted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.PlanLife;
import dev.quotaledger.model.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a plan without its lines.
 *
 * @param teamId the team that it is for; null for everybody
 * @param life where it stands in its life
 * @param closedAt when the periods that are closed were closed
 * @param closures every closing and reopening of a period, in recorded order
 * @param probabilities what somebody said of how likely deals are won; nothing before the first time
 */
public record PlanFrame(
    PlanId planId,
    String name,
    CalendarId calendarId,
    Currency currency,
    @Nullable TeamId teamId,
    PlanLife life,
    Map<PeriodId, Instant> closedAt,
    List<Closure> closures,
    Timeline<Probabilities> probabilities) {

  /**
   * How likely deals are won, as somebody said.
   *
   * @param number counts what was said of it in the plan, from 1
   * @param byStage null where it is learned from past deals again
   */
  public record Probabilities(int number, @Nullable StageProbabilities byStage) {}

  /**
   * A closing of a period, or its reopening.
   *
   * @param at when it was recorded
   */
  public record Closure(PeriodId periodId, Instant at, boolean reopened) {

    /** The last moment at which it had not happened yet to what was recorded then. */
    Instant lastMomentBefore() {
      return reopened ? at.minusNanos(1) : at;
    }
  }

  /** The frame after the event; null before the plan was opened. */
  static @Nullable PlanFrame evolve(
      @Nullable PlanFrame frame, QuotaPlanEvent event, Instant recordedAt) {
    return switch (event) {
      case PlanOpened e ->
        new PlanFrame(
            e.planId(),
            e.name(),
            e.calendarId(),
            e.currency(),
            e.teamId(),
            PlanLife.BEGINNING.evolve(e),
            Map.of(),
            List.of(),
            Timeline.empty());
      case PlanSubmitted _,
          PlanApproved _,
          PlanRejected _,
          PlanPublished _,
          RevisionStarted _,
          RevisionAbandoned _,
          PlanClosed _ -> open(frame).after(event);
      case PeriodClosed e -> open(frame).with(new Closure(e.periodId(), recordedAt, false));
      case PeriodReopened e -> open(frame).with(new Closure(e.periodId(), recordedAt, true));
      case StageProbabilitiesSet e ->
        open(frame).with(e.effectiveOn(), new Probabilities(e.version(), e.after()));
      case QuotaSet _,
          QuotaAdjusted _,
          QuotaDrafted _,
          QuotaTransferred _,
          QuotaTransferDeclined _ -> frame;
    };
  }

  /** Where the plan stands in its life. */
  public PlanState state() {
    return life.state();
  }

  /** When the period, or one that contains it, was first closed; empty while it is open. */
  public Optional<Instant> closedAt(PeriodId periodId, Calendar calendar) {
    return calendar.withAncestors(periodId).stream()
        .map(Period::periodId)
        .map(closedAt::get)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  private static PlanFrame open(@Nullable PlanFrame frame) {
    return Objects.requireNonNull(frame, "A plan begins with PlanOpened");
  }

  private PlanFrame after(QuotaPlanEvent event) {
    PlanLife next = life.evolve(event);
    return new PlanFrame(
        planId, name, calendarId, currency, teamId, next, closedAt, closures, probabilities);
  }

  private PlanFrame with(Closure closure) {
    Map<PeriodId, Instant> closed = new HashMap<>(closedAt);
    if (closure.reopened) {
      closed.remove(closure.periodId);
    } else {
      closed.put(closure.periodId, closure.at);
    }
    return new PlanFrame(
        planId,
        name,
        calendarId,
        currency,
        teamId,
        life,
        Map.copyOf(closed),
        Stream.concat(closures.stream(), Stream.of(closure)).toList(),
        probabilities);
  }

  private PlanFrame with(LocalDate from, Probabilities said) {
    return new PlanFrame(
        planId,
        name,
        calendarId,
        currency,
        teamId,
        life,
        closedAt,
        closures,
        probabilities.with(from, said));
  }
}
