package dev.quotaledger.query.attainment;

import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.query.ReportScope;
import dev.quotaledger.query.ReportedList;
import dev.quotaledger.query.attainment.AttainmentController.AttainmentAnswer;
import dev.quotaledger.runtime.web.Paging;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The attainment of reps and of teams in period reports. */
record ReportedAttainment(String name, GroupBy groupBy, AttainmentController attainment)
    implements ReportedList {

  @Configuration(proxyBeanMethods = false)
  static class Lists {

    @Bean
    @Order(1)
    ReportedList attainmentOfTeams(AttainmentController attainment) {
      return new ReportedAttainment("attainment-of-teams", GroupBy.TEAM, attainment);
    }

    @Bean
    @Order(2)
    ReportedList attainmentOfReps(AttainmentController attainment) {
      return new ReportedAttainment("attainment", GroupBy.REP, attainment);
    }
  }

  @Override
  public Class<? extends Record> itemType() {
    return AttainmentController.Item.class;
  }

  @Override
  public Part part(ReportScope scope, Paging paging) {
    AttainmentAnswer answer = attainment.attainment(
        scope.planId(),
        groupBy.text(),
        scope.periodId(),
        null,
        Basis.EARNED.name(),
        scope.asOfText(),
        scope.knownAtText(),
        paging);
    return new Part(answer.items(), answer.next());
  }
}
