package dev.quotaledger.query.history;

import dev.quotaledger.api.PeriodId;
import dev.quotaledger.query.ReportScope;
import dev.quotaledger.query.ReportedList;
import dev.quotaledger.query.history.HistoryController.HistoryAnswer;
import dev.quotaledger.runtime.web.Paging;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The changes of the lines of a period, of every period within it too, in period reports. */
@Component
@Order(5)
record ReportedAdjustments(HistoryController history) implements ReportedList {

  @Override
  public String name() {
    return "adjustments";
  }

  @Override
  public Class<? extends Record> itemType() {
    return HistoryController.Item.class;
  }

  @Override
  public Part part(ReportScope scope, Paging paging) {
    HistoryAnswer answer = history.history(
        scope.planId().value(),
        null,
        null,
        null,
        null,
        null,
        null,
        scope.asOfText(),
        scope.knownAtText(),
        paging);
    return new Part(
        answer.items().stream().filter(item -> isOf(item, scope)).toList(), answer.next());
  }

  private static boolean isOf(HistoryController.Item item, ReportScope scope) {
    String periodId = item.periodId();
    return periodId != null && scope.within().contains(new PeriodId(periodId));
  }
}
