package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small sales organisation as files, one of each kind, none of them with a bad row. */
final class House {

  /** By kind, in an order in which none names what comes later. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("periods", """
        calendarId,periodId,firstDay,lastDay,parentId
        fiscal,Y,2026-01-01,2026-12-31,
        fiscal,Q1,2026-01-01,2026-03-31,Y
        fiscal,Q2,2026-04-01,2026-06-30,Y
        fiscal,Q3,2026-07-01,2026-09-30,Y
        fiscal,Q4,2026-10-01,2026-12-31,Y
        """);
    FILES.put("teams", """
        teamId,name,parentTeamId
        sales,Sales,
        north,North,sales
        """);
    FILES.put("reps", """
        repId,name,teamId,managerId,hiredOn,lastDay
        r1,One,sales,,2020-01-01,
        r2,Two,north,r1,2020-01-01,
        r3,Three,,r1,2020-01-01,2026-06-30
        """);
    FILES.put("territories", """
        territoryId,name,potential
        t1,West,250000 USD
        t2,East,
        """);
    FILES.put("assignments", """
        territoryId,repId,from,until,role
        t1,r1,2025-01-01,2026-03-31,PRIMARY
        t1,r2,2026-04-01,,PRIMARY
        t2,r1,2026-01-01,,CO
        """);
    FILES.put("quotas", """
        planId,subjectType,subjectId,territoryId,productLine,periodId,amount,reason,effectiveOn
        fy26,REP,r1,,,Q1,1000.00,as last year,
        fy26,REP,r1,t1,,Q2,2000.5,,2026-05-01
        fy26,HOUSE,,t2,,Q3,300,open,
        fy26,TEAM,north,,Bikes,Q4,4000,,
        """);
    FILES.put("quotaSheets", """
        planId,subjectType,subjectId,territoryId,Q1,Q2,Q3
        fy26,REP,r2,,1000.00,2000,-
        fy26,HOUSE,,t1,,,300
        """);
    FILES.put("deals", """
        dealId,source,repId,territoryId,accountId,productLine,stage,amount,currency,createdOn,\
        expectedCloseOn,closedOn,leadId,sourceVersion
        d1,crm,r1,t1,acme,Bikes,WON,100.1234,USD,2026-01-01,2026-02-01,2026-02-03,lead-1,7
        d2,crm,,,,,PROPOSAL,,,,,,,
        d3,crm,r2,,,,LOST,5,EUR,2026-01-01,,2026-04-01,,2026-04-01T12:00:00Z
        d4,crm,r1,,,,WON,-20,USD,,,2026-02-03,,
        d5,crm,r1,,,,PROPOSAL,1,USD,,,,,1
        d5,crm,r1,,,,NEGOTIATION,1,USD,,,,,2
        """);
    FILES.put("splits", """
        dealId,repId,percent,reason
        d1,r1,60,they worked together
        d1,r2,40,
        d4,r2,33.3333,
        d4,r1,66.6667,
        """);
    FILES.put("dealHistory", """
        dealId,source,changedAt,stage,amount,expectedCloseOn,repId
        d1,crm,2026-01-01T09:00:00Z,PROSPECTING,80,2026-02-01,r1
        d1,crm,2026-01-15T10:00:00+02:00,PROPOSAL,90.5,2026-02-01,r1
        d2,crm,2026-01-20,QUALIFIED,,,
        d9,crm,2026-01-21,PROSPECTING,70,,r2
        d9,crm,2026-02-21,LOST,70,,r2
        """);
    FILES.put("leads", """
        leadId,source,repId,createdOn,status,convertedDealId,convertedOn,disqualifiedOn,reason
        l1,web,r1,2026-01-01,NEW,,,,
        l2,fair,,,QUALIFIED,,,,
        l3,web,r2,2026-01-03,CONVERTED,d9,2026-02-01,,they called
        l4,web,r1,2026-01-04,DISQUALIFIED,,,2026-02-02,no budget
        """);
    FILES.put("spend", """
        spendId,category,channel,amount,currency,from,until,teamId,productLine
        s1,marketing,search ads,1000.50,EUR,2026-01-01,2026-01-31,north,Bikes
        s2,salaries,,-20,USD,2026-02-01,2026-02-01,,
        """);
  }

  private House() {}

  /** The file of every kind. */
  static Map<String, String> files() {
    return FILES;
  }

  /** How many rows the file has; of a sheet, each of its filled cells is one. */
  static long rows(String kind) {
    return kind.equals("quotaSheets") ? 3 : FILES.getOrDefault(kind, "").lines().count() - 1;
  }

  /** Imports all of them. */
  static void isBuiltIn(ImportingSide side) {
    FILES.forEach((kind, file) -> {
      if (kind.equals("quotas")) {
        openPlan(side);
      }
      assertThat(counts(side.run(kind, file)))
          .as(kind)
          .isEqualTo(rows(kind) + " accepted, 0 unchanged, 0 rejected");
    });
  }

  /** The plan of the quotas, which no file can open. */
  private static void openPlan(ImportingSide side) {
    side.send(new OpenPlan(
        new PlanId("fy26"),
        "Fiscal 2026",
        new CalendarId("fiscal"),
        Currency.getInstance("USD"),
        null));
  }
}
