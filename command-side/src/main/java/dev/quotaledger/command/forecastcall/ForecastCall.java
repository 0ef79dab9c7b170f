package dev.quotaledger.command.forecastcall;

import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.ForecastCallCommand;
import dev.quotaledger.api.ForecastCallCommand.AdjustForecastCall;
import dev.quotaledger.api.ForecastCallCommand.Amounts;
import dev.quotaledger.api.ForecastCallCommand.SubmitForecastCall;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Subject;
import dev.quotaledger.command.CommandMetadata;
import dev.quotaledger.command.Decider;
import dev.quotaledger.command.References;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.PlanOutline;
import java.math.BigDecimal;
import java.util.Currency;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What people say of how one period of a plan will end for one rep, one team or the whole plan.
 *
 * <p>It begins with the first word, and goes on until the plan's period is closed: a rep submits a
 * call, again each week as things move, and who is above adjusts it. It goes on where the period is
 * opened again.
 *
 * <ol>
 *   <li>What was said is never overwritten: an adjustment leaves what was submitted as it is.
 *   <li>A call is about a plan that is not closed, a period of its calendar, and a rep or a team that
 *       exists, or the house.
 *   <li>While the period, or one that contains it, is closed, nothing is said of it. The plan decides
 *       that in a stream of its own, so that a call may still be taken just after the closing; whoever
 *       reads calls leaves out those that were recorded while the period was closed.
 *   <li>Amounts are whole minor units of the plan's currency, in whatever order.
 *   <li>Nobody adjusts their own call.
 *   <li>A call has at most 1,000 events.
 * </ol>
 */
@Revision("1")
final class ForecastCall extends Decider {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable ForecastCallId callId;

  /** What was submitted last; null while nothing was. */
  private @Nullable CallFigures submitted;

  /** For Axon, which folds the events into it. */
  ForecastCall() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SubmitForecastCall command, References references) {
    ForecastCallId id = command.callId();
    Currency currency = currencyOfOpen(id, references);
    AggregateLifecycle.apply(new ForecastCallSubmitted(
        id, figures(command.amounts(), currency), command.receivedOn(), command.note()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(AdjustForecastCall command, References references, MetaData metadata) {
    ForecastCallId id = command.callId();
    Currency currency = currencyOfOpen(id, references);
    CommandMetadata.actorRep(metadata)
        .filter(rep -> Subject.rep(rep).equals(id.subject()))
        .ifPresent(rep -> {
          throw new Refusal.OwnCall(id.planId(), rep).asException();
        });
    AggregateLifecycle.apply(new ForecastCallAdjusted(
        id, submitted, figures(command.amounts(), currency), command.receivedOn(), command.note()));
  }

  @EventSourcingHandler
  void evolve(ForecastCallEvent event, MetaData metadata) {
    callId = event.callId();
    submitted = switch (event) {
      case ForecastCallSubmitted e -> e.figures();
      case ForecastCallAdjusted _ -> submitted;
    };
    remember(metadata);
  }

  /** That of the plan; refused unless something may be said of the period. */
  private static Currency currencyOfOpen(ForecastCallId id, References references) {
    PlanOutline plan = references
        .plan(id.planId())
        .orElseThrow(() -> new Refusal.NotFound("plan", id.planId().value()).asException());
    if (plan.state() == PlanState.CLOSED) {
      throw new Refusal.PlanInWrongState(id.planId(), plan.state(), "take a call").asException();
    }
    Calendar calendar = references.calendar(plan.header().calendarId()).orElseThrow();
    if (calendar.period(id.periodId()).isEmpty()) {
      throw new Refusal.UnknownReference("periodId", id.periodId().value()).asException();
    }
    if (!references.know(id.subject())) {
      throw new Refusal.UnknownReference("subject.id", id.subject().id()).asException();
    }
    if (plan.isClosed(id.periodId(), calendar)) {
      throw new Refusal.PeriodClosed(id.planId(), id.periodId()).asException();
    }
    if (version() + 2 > ForecastCallCommand.MAX_EVENTS) {
      throw new Refusal.TooManyEvents("forecast call", id.text(), ForecastCallCommand.MAX_EVENTS)
          .asException();
    }
    return plan.header().currency();
  }

  private static CallFigures figures(Amounts amounts, Currency currency) {
    return new CallFigures(
        money("commit", amounts.commit(), currency),
        money("bestCase", amounts.bestCase(), currency),
        money("pipeline", amounts.pipeline(), currency));
  }

  private static @Nullable Money money(
      String field, @Nullable BigDecimal amount, Currency currency) {
    Money money = amount == null ? null : new Money(amount, currency);
    if (money != null && !money.isInMinorUnits()) {
      throw new Refusal.CallNotInMinorUnits(field, money).asException();
    }
    return money;
  }
}
