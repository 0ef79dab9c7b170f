package dev.quotaledger.query.forecast;

import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.query.ReportScope;
import dev.quotaledger.query.ReportedList;
import dev.quotaledger.runtime.web.Paging;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The forecasts of reps in period reports. */
@Component
@Order(4)
record ReportedForecast(ForecastController forecast) implements ReportedList {

  @Override
  public String name() {
    return "forecast";
  }

  @Override
  public Class<? extends Record> itemType() {
    return ForecastController.Item.class;
  }

  /** All of it, since a forecast has no pages. */
  @Override
  public Part part(ReportScope scope, Paging paging) {
    return new Part(
        forecast
            .forecast(
                scope.planId(),
                scope.periodId(),
                GroupBy.REP.text(),
                null,
                scope.asOfText(),
                scope.knownAtText())
            .items(),
        null);
  }
}
