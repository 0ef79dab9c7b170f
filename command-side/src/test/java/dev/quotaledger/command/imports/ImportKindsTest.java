package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.Person;
import dev.quotaledger.runtime.people.PersonalTexts;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One organisation, built up file by file; each file has rows that are taken and rows that are not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class ImportKindsTest {

  private static final PlanId PLAN = new PlanId("fy26");

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  @BeforeAll
  static void start() {
    side = ImportingSide.in(dataDir);
  }

  @AfterAll
  static void stop() {
    side.close();
  }

  @Test
  @Order(1)
  void periodsDefineCalendarsAndExtendThem() {
    String first = """
        calendarId,periodId,firstDay,lastDay,parentId
        fiscal,H1,2026-01-01,2026-06-30,
        fiscal,Q1,2026-01-01,2026-03-31,H1
        other,Y,2026-01-01,2026-12-31,
        fiscal,Q2,2026-04-01,2026-06-30,H1
        fiscal,bad,2026-13-01,2026-06-30,H1
        gap,A,2026-01-01,2026-01-31,
        gap,B,2026-02-02,2026-02-28,
        """;
    JsonNode done = side.run("periods", first);

    assertThat(counts(done)).isEqualTo("4 accepted, 0 unchanged, 3 rejected");
    assertThat(side.rejections(done)).isEqualToNormalizingNewlines("""
            line,code,message,calendarId,periodId,firstDay,lastDay,parentId
            6,invalid-value,"firstDay: expected a date such as 2026-01-31, of the years 1900 to 9999, but was '2026-13-01'.",fiscal,bad,2026-13-01,2026-06-30,H1
            7,periods-do-not-fit,"Period 'B' must begin on 2026-02-01, the day after 'A' ends.",gap,A,2026-01-01,2026-01-31,
            8,periods-do-not-fit,"Period 'B' must begin on 2026-02-01, the day after 'A' ends.",gap,B,2026-02-02,2026-02-28,
            """);
    String more = first.lines().limit(3).map(line -> line + "\n").reduce("", String::concat)
        + "fiscal,H2,2026-07-01,2026-12-31,\n";
    assertThat(counts(side.run("periods", more))).isEqualTo("1 accepted, 2 unchanged, 0 rejected");
    assertThat(side.stored(new CalendarId("fiscal")))
        .hasExactlyElementsOfTypes(CalendarDefined.class, CalendarExtended.class);
  }

  @Test
  @Order(2)
  void teamsAreCreatedBelowTheirParents() {
    JsonNode done = side.run("teams", """
        name,teamId,parentTeamId
        Sales,sales,
        North,north,sales
        Lost,lost,nowhere
        ,nameless,
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 2 rejected");
    assertThat(side.rejections(done)).isEqualToNormalizingNewlines("""
            line,code,message,name,teamId,parentTeamId
            4,unknown-reference,"The field parentTeamId names 'nowhere', which does not exist.",Lost,lost,nowhere
            5,invalid-value,"name: expected a value, but was ''.",,nameless,
            """);
  }

  @Test
  @Order(3)
  void repsAreTakenOnNamedInTheDirectoryAloneAndMayHaveLeft() {
    JsonNode done = side.run("reps", """
        repId,name,teamId,managerId,hiredOn,lastDay
        1,Ada Boss,sales,,2020-01-01,
        2,Bob,north,1,2020-01-01,2026-03-31
        3,Cy,north,9,2020-01-01,
        4,Di,north,1,2020-01-01,2019-12-31
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 2 rejected");
    assertThat(side.stored(OrganizationId.THE_ONE))
        .filteredOn(event -> event instanceof RepHired || event instanceof RepDeparted)
        .hasExactlyElementsOfTypes(RepHired.class, RepHired.class, RepDeparted.class)
        .allSatisfy(event -> assertThat(event.toString()).doesNotContain("Ada", "Bob"));
    Directory directory = side.bean(Directory.class);
    assertThat(directory.find(new RepId("1"))).contains(new Person("Ada Boss", null));
    assertThat(directory.find(new RepId("3"))).isEmpty();
  }

  @Test
  @Order(4)
  void aNewNameReplacesTheOldOneAndKeepsTheUserName() {
    Directory directory = side.bean(Directory.class);
    directory.put(new RepId("1"), new Person("Ada Boss", "ada"));

    JsonNode done = side.run("reps", """
        repId,name,teamId,hiredOn
        1,Ada Chief,sales,2020-01-01
        """);

    assertThat(counts(done)).isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertThat(directory.find(new RepId("1"))).contains(new Person("Ada Chief", "ada"));
  }

  @Test
  @Order(5)
  void territoriesMayHaveAPotential() {
    JsonNode done = side.run("territories", """
        territoryId,name,potential
        t1,West,250000 USD
        t2,East,
        t3,South,250000
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 1 rejected");
    assertThat(side.stored(new TerritoryId("t1")))
        .containsExactly(new TerritoryDefined(
            new TerritoryId("t1"), "West", Money.of("250000", "USD"), DateRange.ALWAYS));
  }

  @Test
  @Order(6)
  void assignmentsAreOfInclusiveDays() {
    JsonNode done = side.run("assignments", """
        territoryId,repId,from,until,role
        t1,1,2026-01-01,2026-01-31,PRIMARY
        t1,2,2026-01-31,,PRIMARY
        t1,2,2026-02-01,,PRIMARY
        t1,2,2026-02-01,,SOMETIMES
        t9,2,2026-02-01,,CO
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 3 rejected");
    assertThat(side.stored(new TerritoryId("t1")))
        .filteredOn(TerritoryAssigned.class::isInstance)
        .hasSize(2);
    assertThat(side.rejections(done).lines().map(line -> line.split(",", -1)[1]))
        .containsExactly("code", "territory-held", "invalid-value", "not-found");
  }

  @Test
  @Order(7)
  void quotasAreSetWithTheirReasonsEncrypted() {
    side.send(new OpenPlan(
        PLAN, "Fiscal 2026", new CalendarId("fiscal"), Currency.getInstance("USD"), null));
    JsonNode done = side.run("quotas", """
        planId,subjectType,subjectId,territoryId,productLine,periodId,amount,reason,effectiveOn
        fy26,REP,1,,,Q1,1000.00,a good year,
        fy26,REP,1,,,Q9,1000.00,,
        fy26,HOUSE,,t1,,Q2,-5,,
        fy26,HOUSE,,t1,,Q2,5.50,,2026-04-15
        none,REP,1,,,Q1,1000.00,,
        fy26,REP,1,,,H1,1000.00,,
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 4 rejected");
    List<QuotaSet> sets = facts(side.stored(PLAN), QuotaSet.class).toList();
    assertThat(sets)
        .extracting(set -> set.after().toString())
        .containsExactly("1000.00 USD", "5.50 USD");
    assertThat(side.bean(PersonalTexts.class)
            .decrypt(Objects.requireNonNull(sets.getFirst().reason())))
        .contains("a good year");
    assertThat(side.rejections(done).lines().map(line -> line.split(",", -1)[1]))
        .containsExactly(
            "code", "unknown-reference", "negative-quota", "not-found", "period-levels-mixed");
  }

  @Test
  @Order(8)
  void dealsAreRecordedAsTheirSourceHasThem() {
    JsonNode done = side.run("deals", """
        dealId,source,repId,territoryId,stage,amount,currency,closedOn,sourceVersion
        d1,crm,1,t1,WON,100.1234,USD,2026-02-03,1
        d2,crm,,,PROPOSAL,,,,
        d3,crm,1,,WON,1,USD,,
        d4,crm,8,,PROPOSAL,1,USD,,
        d5,crm,1,,PROPOSAL,1,,,
        "=d6",crm,1,,PROPOSAL,-1,USD,,
        d7,crm
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 5 rejected");
    assertThat(side.stored(new DealId("d1")))
        .hasExactlyElementsOfTypes(DealOpened.class, DealWon.class);
    assertThat(side.rejections(done)).contains(",'=d6,crm,1,,PROPOSAL,-1,USD,,");
    assertThat(side.rejections(done))
        .contains("8,invalid-value,\"row: expected 9 cells, but was '2 cells'.\",d7,crm");
  }

  @Test
  @Order(9)
  void theRowsOfADealSplitItsCreditTogether() {
    JsonNode done = side.run("splits", """
        dealId,repId,percent,reason
        d1,1,60,they worked together
        d1,2,40,
        d2,1,60,
        d2,2,30,
        none,1,100,
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 3 rejected");
    assertThat(facts(side.stored(new DealId("d1")), DealCreditSplitChanged.class))
        .singleElement()
        .satisfies(split -> assertThat(split.after()).hasSize(2));
  }

  @Test
  @Order(10)
  void theSameDealsAgainAreUnchanged() {
    String file = """
        dealId,source,stage,amount,currency,createdOn
        again-1,crm,PROPOSAL,1,USD,2026-01-01
        again-2,crm,PROPOSAL,2,USD,2026-01-01
        """;

    assertThat(counts(side.run("deals", file))).isEqualTo("2 accepted, 0 unchanged, 0 rejected");
    assertThat(counts(side.run("deals", file))).isEqualTo("0 accepted, 2 unchanged, 0 rejected");
    assertThat(side.stored(new DealId("again-1")))
        .containsOnly(side.stored(new DealId("again-1")).getFirst());
  }

  @Test
  @Order(11)
  void leadsAreRecordedAsTheirSourceHasThemWhetherOrNotTheirDealIsKnown() {
    JsonNode done = side.run("leads", """
        leadId,source,repId,createdOn,status,convertedDealId,convertedOn,disqualifiedOn,reason
        l1,web,1,2026-01-01,CONVERTED,d1,2026-02-01,,
        l2,web,,2026-01-01,CONVERTED,never-seen,2026-02-01,,
        l3,web,1,2026-01-01,DISQUALIFIED,,,2026-02-01,no budget
        l4,web,8,2026-01-01,NEW,,,,
        """);

    assertThat(counts(done)).isEqualTo("3 accepted, 0 unchanged, 1 rejected");
    assertThat(side.stored(new LeadId("l2")))
        .hasExactlyElementsOfTypes(LeadCreated.class, LeadConverted.class);
    assertThat(facts(side.stored(new LeadId("l3")), LeadDisqualified.class))
        .singleElement()
        .satisfies(given -> assertThat(
                side.bean(PersonalTexts.class).decrypt(Objects.requireNonNull(given.reason())))
            .contains("no budget"));
  }

  @Test
  @Order(12)
  void spendOfAKnownIdIsCorrected() {
    String file = """
        spendId,category,channel,amount,currency,from,until,teamId,productLine
        ads-1,marketing,search,1000,EUR,2026-01-01,2026-01-31,north,
        ads-1,marketing,search,900,EUR,2026-01-01,2026-01-31,north,
        ads-2,marketing,search,1,EUR,2026-01-01,2026-01-31,nowhere,
        """;

    assertThat(counts(side.run("spend", file))).isEqualTo("2 accepted, 0 unchanged, 1 rejected");
    assertThat(side.stored(new SpendId("ads-1")))
        .hasExactlyElementsOfTypes(SpendRecorded.class, SpendCorrected.class);
  }

  @Test
  @Order(13)
  void thePastOfDealsIsKeptWhetherTheyAreKnownOrNot() {
    JsonNode done = side.run("dealHistory", """
        dealId,source,changedAt,stage,amount,expectedCloseOn,repId
        d1,crm,2026-01-05T23:30:00-02:00,PROSPECTING,50,2026-02-01,1
        d1,crm,2026-01-09,QUALIFIED,60,2026-02-01,1
        d1,crm,2026-01-09,QUALIFIED,60,2026-02-01,1
        new-1,crm,2026-01-09,QUALIFIED,60,2026-02-01,1
        new-1,crm,2026-01-20,WON,60,2026-02-01,8
        """);

    assertThat(counts(done)).isEqualTo("3 accepted, 1 unchanged, 1 rejected");
    assertThat(facts(side.stored(new DealId("d1")), DealHistoryRecorded.class))
        .extracting(past -> past.effectiveOn() + " " + past.changedAt() + " " + past.amount())
        .containsExactly("2026-01-06 2026-01-06T01:30:00Z 50", "2026-01-09 null 60");
    assertThat(side.stored(new DealId("new-1")))
        .hasExactlyElementsOfTypes(DealOpened.class, DealHistoryRecorded.class);
  }

  @Test
  @Order(14)
  void aDealThatComesAfterItsPastIsAsItsSourceHasIt() {
    side.run("dealHistory", """
        dealId,source,changedAt,stage,amount,expectedCloseOn,repId
        later-1,crm,2026-01-20,LOST,60,2026-02-01,1
        """);
    JsonNode done = side.run("deals", """
        dealId,source,repId,stage,amount,currency,expectedCloseOn,closedOn
        later-1,crm,1,WON,65,USD,2026-02-01,2026-01-31
        """);

    assertThat(counts(done)).isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertThat(side.stored(new DealId("later-1")))
        .hasExactlyElementsOfTypes(
            DealOpened.class, DealHistoryRecorded.class, DealAmountChanged.class, DealWon.class);
  }

  private static <F> Stream<F> facts(List<Object> stored, Class<F> type) {
    return stored.stream().filter(type::isInstance).map(type::cast);
  }
}
