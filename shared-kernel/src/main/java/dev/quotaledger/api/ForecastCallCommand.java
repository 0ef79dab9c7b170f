package dev.quotaledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be said of how a period of a plan will end. */
public sealed interface ForecastCallCommand extends DomainCommand {

  /** The most events of one subject in one period. */
  int MAX_EVENTS = 1_000;

  /** What it is about. */
  ForecastCallId callId();

  /**
   * Says how the period will end. Saying the same again is said again, since it was meant again.
   *
   * <p>Refused with {@link Refusal.NotFound} for the plan, {@link Refusal.UnknownReference}, {@link
   * Refusal.PlanInWrongState}, {@link Refusal.PeriodClosed}, {@link Refusal.CallNotInMinorUnits},
   * {@link Refusal.TooManyEvents}.
   *
   * @param amounts at least what is promised
   * @param receivedOn the day on which it is said, from which it holds
   */
  record SubmitForecastCall(
      @TargetAggregateIdentifier ForecastCallId callId,
      Amounts amounts,
      LocalDate receivedOn,
      @Nullable PersonalText note)
      implements ForecastCallCommand {

    /** Throws {@link InvalidValue} where nothing is promised. */
    public SubmitForecastCall {
      if (amounts.commit == null) {
        throw new InvalidValue("commit", "an amount", "nothing");
      }
    }
  }

  /**
   * Says otherwise than what was submitted, which stays. Refused as {@link SubmitForecastCall} is,
   * and with {@link Refusal.OwnCall}.
   *
   * @param amounts at least one of them
   * @param receivedOn the day on which it is said, from which it holds
   */
  record AdjustForecastCall(
      @TargetAggregateIdentifier ForecastCallId callId,
      Amounts amounts,
      LocalDate receivedOn,
      @Nullable PersonalText note)
      implements ForecastCallCommand {

    /** Throws {@link InvalidValue} where there is no amount. */
    public AdjustForecastCall {
      if (amounts.commit == null && amounts.bestCase == null && amounts.pipeline == null) {
        throw new InvalidValue("commit", "an amount here, in bestCase or in pipeline", "nothing");
      }
    }
  }

  /** {@link CallFigures} before it is known in which currency; each null for nothing said. */
  record Amounts(
      @Nullable BigDecimal commit,
      @Nullable BigDecimal bestCase,
      @Nullable BigDecimal pipeline) {

    /** Whatever the plan's currency is, an amount has to fit. */
    private static final Currency ANY_CURRENCY = Currency.getInstance("XXX");

    /** Throws {@link InvalidValue} for an amount of too many digits or decimals. */
    public Amounts {
      check("commit", commit);
      check("bestCase", bestCase);
      check("pipeline", pipeline);
    }

    private static void check(String field, @Nullable BigDecimal amount) {
      try {
        var _ = amount == null ? null : new Money(amount, ANY_CURRENCY);
      } catch (InvalidValue e) {
        throw e.of(field);
      }
    }
  }
}
