package dev.quotaledger.query.metrics;

import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.query.ReportScope;
import dev.quotaledger.query.ReportedList;
import dev.quotaledger.query.metrics.ConversionController.ConversionAnswer;
import dev.quotaledger.runtime.web.Paging;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The conversion of reps in period reports. */
@Component
@Order(3)
record ReportedConversion(ConversionController conversion) implements ReportedList {

  @Override
  public String name() {
    return "conversion";
  }

  @Override
  public Class<? extends Record> itemType() {
    return ConversionController.Item.class;
  }

  @Override
  public Part part(ReportScope scope, Paging paging) {
    ConversionAnswer answer = conversion.conversion(
        new MetricsRequest(
            GroupBy.REP.text(),
            null,
            scope.planId().value(),
            scope.periodId().value(),
            null,
            null,
            null,
            scope.asOfText(),
            scope.knownAtText()),
        null,
        paging);
    return new Part(answer.items(), answer.next());
  }
}
