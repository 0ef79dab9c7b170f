package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.MONEY;
import static dev.quotaledger.published.Forms.PERIOD;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.PLAN;
import static dev.quotaledger.published.Forms.SUBJECT;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import java.util.List;

/** The events of forecast calls. */
final class ForecastCallEvents {

  private static final Form<ForecastCallId> CALL = Shape.of(
      ForecastCallId.class,
      field("planId", ForecastCallId::planId, PLAN),
      field("periodId", ForecastCallId::periodId, PERIOD),
      field("subject", ForecastCallId::subject, SUBJECT));

  private static final Form<CallFigures> FIGURES = Shape.of(
      CallFigures.class,
      optional("commit", CallFigures::commit, MONEY),
      optional("bestCase", CallFigures::bestCase, MONEY),
      optional("pipeline", CallFigures::pipeline, MONEY));

  private static final PublishedType<ForecastCallSubmitted> FORECAST_CALL_SUBMITTED = type(
          "forecast-call.submitted",
          1,
          ForecastCallSubmitted.class,
          "Somebody said how a period will end.")
      .about(
          e -> "forecast-call/" + e.callId().text(),
          field("callId", ForecastCallSubmitted::callId, CALL),
          field("figures", ForecastCallSubmitted::figures, FIGURES),
          field("effectiveOn", ForecastCallSubmitted::effectiveOn, DATE),
          optional("note", ForecastCallSubmitted::note, PERSONAL_TEXT));

  private static final PublishedType<ForecastCallAdjusted> FORECAST_CALL_ADJUSTED = type(
          "forecast-call.adjusted", 1, ForecastCallAdjusted.class, "Somebody above said otherwise.")
      .about(
          e -> "forecast-call/" + e.callId().text(),
          field("callId", ForecastCallAdjusted::callId, CALL),
          optional("submitted", ForecastCallAdjusted::submitted, FIGURES),
          field("figures", ForecastCallAdjusted::figures, FIGURES),
          field("effectiveOn", ForecastCallAdjusted::effectiveOn, DATE),
          optional("note", ForecastCallAdjusted::note, PERSONAL_TEXT));

  private ForecastCallEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(FORECAST_CALL_SUBMITTED, FORECAST_CALL_ADJUSTED);
  }
}
