package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What people said of how a period of a plan will end. Everything that was said stays: who submits
 * again or adjusts says something beside it, and what was said last counts.
 */
public sealed interface ForecastCallEvent extends DomainEvent {

  /** What it is about. */
  ForecastCallId callId();

  /** Where the period was said to end. */
  CallFigures figures();

  /** What was said beside the figures; null for nothing. */
  @Nullable
  PersonalText note();

  /**
   * A rep, or somebody for a rep, a team or the house, said how the period will end.
   *
   * @param figures at least what is promised
   */
  @Revision("1")
  record ForecastCallSubmitted(
      ForecastCallId callId,
      CallFigures figures,
      LocalDate effectiveOn,
      @Nullable PersonalText note)
      implements ForecastCallEvent {}

  /**
   * Somebody above said otherwise.
   *
   * @param submitted what was submitted last until then; null where nothing was
   * @param figures at least one of them; what is not said is left as it was submitted
   */
  @Revision("1")
  record ForecastCallAdjusted(
      ForecastCallId callId,
      @Nullable CallFigures submitted,
      CallFigures figures,
      LocalDate effectiveOn,
      @Nullable PersonalText note)
      implements ForecastCallEvent {}
}
