package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.model.attainment.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said of how a period will end.
 *
 * @param submitted what was submitted; for an adjustment, what it left as it is; null for nothing
 * @param figures what was said
 * @param isAdjustment whether it is an adjustment, and no submission
 * @param actor who said it; null when unknown
 * @param note what was said beside it; null for nothing
 * @param sequence its place in the stream
 * @param counts whether the period was open when it was recorded, as it always should have been
 */
public record CallRow(
    ForecastCallId callId,
    @Nullable CallFigures submitted,
    CallFigures figures,
    boolean isAdjustment,
    LocalDate effectiveOn,
    Instant recordedAt,
    @Nullable String actor,
    @Nullable PersonalText note,
    long sequence,
    String eventId,
    boolean counts) {

  /** As it was recorded. */
  public static final Comparator<CallRow> ORDER = Comparator.comparing(CallRow::recordedAt)
      .thenComparing(row -> row.callId().text())
      .thenComparingLong(CallRow::sequence);

  static CallRow of(StoredEvent stored, boolean counts) {
    ForecastCallEvent event = (ForecastCallEvent) stored.event();
    return switch (event) {
      case ForecastCallSubmitted e -> of(stored, e, e.figures(), false, counts);
      case ForecastCallAdjusted e -> of(stored, e, e.submitted(), true, counts);
    };
  }

  private static CallRow of(
      StoredEvent stored,
      ForecastCallEvent event,
      @Nullable CallFigures submitted,
      boolean isAdjustment,
      boolean counts) {
    return new CallRow(
        event.callId(),
        submitted,
        event.figures(),
        isAdjustment,
        event.effectiveOn(),
        stored.recordedAt(),
        stored.actor(),
        event.note(),
        stored.sequence(),
        stored.eventId(),
        counts);
  }

  /** Whether commit, best case and pipeline contain each other, those left as submitted included. */
  public boolean isInOrder() {
    return isAdjustment ? figures.over(submitted).isInOrder() : figures.isInOrder();
  }
}
