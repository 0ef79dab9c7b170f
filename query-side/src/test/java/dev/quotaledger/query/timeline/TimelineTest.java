package dev.quotaledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealOwnerChanged;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadEvent.LeadQualified;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendEvent.SpendVoided;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.Person;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class TimelineTest {

  private static final TerritoryId WEST = new TerritoryId("west");
  private static final PlanId PLAN = new PlanId("fy26");
  private static final RepId ANN = new RepId("ann");
  private static final RepId BEN = new RepId("ben");
  private static final LocalDate YEAR = LocalDate.of(2026, 1, 1);
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

  @Autowired
  private Ledger ledger;

  @Autowired
  private Directory directory;

  @Autowired
  private PersonalTexts texts;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void begin() {
    client = new Client(port);
    ledger.begin();
  }

  @Nested
  class ATerritory {

    private Instant assigned;

    @BeforeEach
    void isHeldByAnnThenByBenWithACoHolder() {
      ledger.record(new TerritoryDefined(WEST, "West", usd("500"), YEAR));
      assigned = ledger.record(new TerritoryAssigned(WEST, ANN, HolderRole.PRIMARY, YEAR, null));
      ledger.record(new TerritoryAssigned(
          WEST, new RepId("cy"), HolderRole.CO, MARCH, LocalDate.of(2026, 4, 1)));
      ledger.record(new TerritoryReallocated(
          WEST,
          ANN,
          BEN,
          MAY,
          null,
          QuotaMove.KEEP,
          List.of(),
          List.of(),
          texts.encrypt("territory-west", "growth")));
    }

    @Test
    void showsItsHoldersByDay() {
      JsonNode west = get("/territories/west");

      assertThat(text(west, "territoryId")).isEqualTo("west");
      assertThat(text(west, "name")).isEqualTo("West");
      assertThat(text(west, "potential")).isEqualTo("500.00");
      assertThat(each(west.path("holders")))
          .extracting(JsonNode::toString)
          .containsExactly(
              "{\"repId\":\"ann\",\"role\":\"PRIMARY\",\"from\":\"2026-01-01\",\"until\":\"2026-04-30\"}",
              "{\"repId\":\"ben\",\"role\":\"PRIMARY\",\"from\":\"2026-05-01\"}",
              "{\"repId\":\"cy\",\"role\":\"CO\",\"from\":\"2026-03-01\",\"until\":\"2026-03-31\"}");
    }

    @Test
    void hasATimelineOfAllThatHappenedToIt() {
      List<JsonNode> timeline = each(get("/territories/west").path("timeline"));

      assertThat(timeline)
          .extracting(item -> text(item, "type"))
          .containsExactly(
              "TerritoryDefined", "TerritoryAssigned", "TerritoryAssigned", "TerritoryReallocated");
      JsonNode last = timeline.getLast();
      assertThat(text(last, "effectiveOn")).isEqualTo("2026-05-01");
      assertThat(text(last, "actor")).isEqualTo("ops");
      assertThat(text(last, "reason")).isEqualTo("growth");
      assertThat(last.path("event").has("reason")).isFalse();
      assertThat(text(last.path("event"), "toRepId")).isEqualTo("ben");
    }

    @Test
    void isShownAsOfABusinessDate() {
      JsonNode april = get("/territories/west?asOf=2026-04-30");

      assertThat(text(april, "asOf")).isEqualTo("2026-04-30");
      assertThat(each(april.path("holders")))
          .extracting(holder -> text(holder, "repId"))
          .containsExactly("ann", "cy");
      assertThat(each(april.path("timeline"))).hasSize(3);
    }

    @Test
    void isShownAsKnownAtAMoment() {
      JsonNode then = get("/territories/west?knownAt=" + assigned);

      assertThat(text(then, "knownAt")).isEqualTo(assigned.toString());
      assertThat(then.path("settled").asBoolean()).isTrue();
      assertThat(each(then.path("holders")))
          .extracting(holder -> text(holder, "repId"))
          .containsExactly("ann");
    }

    @Test
    void isNotFoundAsOfADayOrMomentBeforeIt() {
      assertThat(client.get("/api/v1/territories/west?asOf=2025-12-31").status())
          .isEqualTo(404);
      assertThat(client
              .get("/api/v1/territories/west?knownAt=2026-01-01T00:00:00Z")
              .status())
          .isEqualTo(404);
    }
  }

  @Nested
  class ARep {

    @Test
    void showsWhereTheRepBelongedAndWhatTheRepHeld() {
      ledger.record(new TeamCreated(new TeamId("north"), "North", null, DateRange.ALWAYS));
      ledger.record(new RepHired(ANN, new TeamId("north"), BEN, YEAR));
      ledger.record(new RepTransferred(ANN, null, null, MARCH, texts.encrypt("rep-ann", "asked")));
      ledger.record(new RepDeparted(ANN, LocalDate.of(2026, 4, 30), MAY, null));
      ledger.record(new TerritoryDefined(WEST, "West", null, YEAR));
      ledger.record(new TerritoryAssigned(WEST, ANN, HolderRole.PRIMARY, YEAR, null));
      directory.put(ANN, new Person("Ann Lee", null));

      JsonNode ann = get("/reps/ann");

      assertThat(text(ann, "name")).isEqualTo("Ann Lee");
      assertThat(each(ann.path("placements")))
          .extracting(JsonNode::toString)
          .containsExactly(
              "{\"teamId\":\"north\",\"managerId\":\"ben\",\"employed\":true,"
                  + "\"from\":\"2026-01-01\",\"lastDay\":\"2026-02-28\"}",
              "{\"employed\":true,\"from\":\"2026-03-01\",\"lastDay\":\"2026-04-30\"}",
              "{\"employed\":false,\"from\":\"2026-05-01\"}");
      assertThat(each(ann.path("timeline")))
          .extracting(item -> text(item, "type"))
          .containsExactly("RepHired", "RepTransferred", "RepDeparted", "TerritoryAssigned");
    }

    @Test
    void losesNameAndReasonsWhenForgottenAndNothingElse() {
      ledger.record(new RepHired(BEN, null, null, YEAR));
      ledger.record(
          new RepTransferred(BEN, null, ANN, MARCH, texts.encrypt("rep-ben", "sick leave")));
      directory.put(BEN, new Person("Ben Ray", null));
      assertThat(client.get("/api/v1/reps/ben").response().body()).contains("sick leave");

      directory.forget(BEN);
      texts.erase("rep-ben");

      JsonNode ben = get("/reps/ben");
      assertThat(ben.has("name")).isFalse();
      assertThat(ben.path("timeline").get(1).has("reason")).isFalse();
      assertThat(each(ben.path("placements"))).hasSize(2);
    }
  }

  @Nested
  class ADeal {

    private static final DealId DEAL = new DealId("crm-1");

    @BeforeEach
    void isWonByAnn() {
      ledger.record(new DealOpened(
          DEAL,
          new DealFacts(
              "crm",
              ANN,
              List.of(),
              WEST,
              null,
              null,
              DealStage.WON,
              usd("100"),
              YEAR,
              null,
              MARCH,
              null),
          YEAR,
          null));
      ledger.record(new DealWon(DEAL, MARCH, MARCH, null, null));
    }

    @Test
    void showsItsPresentStateAndWhoIsCredited() {
      ledger.record(new DealOwnerChanged(DEAL, ANN, BEN, MAY, null));

      JsonNode deal = get("/deals/crm-1");

      assertThat(text(deal, "repId")).isEqualTo("ben");
      assertThat(text(deal, "creditedRepId")).isEqualTo("ann");
      assertThat(text(deal, "stage")).isEqualTo("WON");
      assertThat(text(deal, "amount")).isEqualTo("100.00");
      assertThat(text(deal, "currency")).isEqualTo("USD");
      assertThat(text(deal, "closedOn")).isEqualTo("2026-03-01");
      assertThat(text(deal, "territoryId")).isEqualTo("west");
      assertThat(deal.path("voided").asBoolean()).isFalse();
    }

    @Test
    void hasTheAmountOfTheDayAndMomentAskedFor() {
      Instant changed =
          ledger.record(new DealAmountChanged(DEAL, usd("100"), usd("120"), MAY, null, null));

      assertThat(text(get("/deals/crm-1"), "amount")).isEqualTo("120.00");
      assertThat(text(get("/deals/crm-1?asOf=2026-04-30"), "amount")).isEqualTo("100.00");
      assertThat(text(get("/deals/crm-1?asOf=2026-05-01"), "amount")).isEqualTo("120.00");
      assertThat(text(get("/deals/crm-1?knownAt=" + changed.minusSeconds(1)), "amount"))
          .isEqualTo("100.00");
      assertThat(text(get("/deals/crm-1?asOf=2026-02-28"), "stage")).isEqualTo("PROSPECTING");
    }

    @Test
    void isWhatItWasAlthoughItsPastIsToldLater() {
      ledger.record(new DealHistoryRecorded(
          DEAL, "crm", null, DealStage.LOST, new BigDecimal("7"), null, null, BEN, MAY));

      JsonNode deal = get("/deals/crm-1");
      assertThat(text(deal, "stage")).isEqualTo("WON");
      assertThat(text(deal, "amount")).isEqualTo("100.00");
      assertThat(text(deal, "repId")).isEqualTo("ann");
      assertThat(deal.path("version").asLong()).isEqualTo(2);
      assertThat(each(deal.path("timeline")).getLast().at("/event/stage").asString())
          .isEqualTo("LOST");
    }

    @Test
    void showsHowSureSomebodySaidThatItIsAndWhy() {
      ledger.record(new DealOpened(new DealId("crm-9"), open(), MARCH, null));
      ledger.record(new ForecastCategoryOverridden(
          new DealId("crm-9"), null, ForecastCategory.OMITTED, MAY, null));

      JsonNode deal = get("/deals/crm-9");
      assertThat(text(deal, "forecastCategory")).isEqualTo("OMITTED");
      assertThat(deal.path("overridden").asBoolean()).isTrue();
      assertThat(each(deal.path("timeline")).getLast().at("/event/after").asString())
          .isEqualTo("OMITTED");
      JsonNode before = get("/deals/crm-9?asOf=2026-04-30");
      assertThat(text(before, "forecastCategory")).isEqualTo("BEST_CASE");
      assertThat(before.path("overridden").asBoolean()).isFalse();
    }

    private static DealFacts open() {
      return new DealFacts(
          "crm",
          ANN,
          List.of(),
          null,
          null,
          null,
          DealStage.PROPOSAL,
          null,
          null,
          null,
          null,
          null);
    }

    @Test
    void staysWhenItIsVoided() {
      ledger.record(new DealVoided(DEAL, MARCH, null, null));

      assertThat(get("/deals/crm-1").path("voided").asBoolean()).isTrue();
    }
  }

  @Nested
  class ALead {

    private static final LeadId LEAD = new LeadId("web-1");

    private final LeadFacts facts =
        new LeadFacts("web", ANN, YEAR, LeadStatus.NEW, null, null, null);

    @Test
    void showsHowFarItWasOnTheDayAndMomentAskedFor() {
      Instant created = ledger.record(new LeadCreated(LEAD, facts, YEAR, null));
      ledger.record(new LeadQualified(LEAD, MARCH, SourceVersion.parse("7")));
      ledger.record(
          new LeadConverted(LEAD, new Conversion(new DealId("crm-1"), MAY), MAY, null, null));

      JsonNode lead = get("/leads/web-1");
      assertThat(text(lead, "source")).isEqualTo("web");
      assertThat(text(lead, "repId")).isEqualTo("ann");
      assertThat(text(lead, "createdOn")).isEqualTo("2026-01-01");
      assertThat(text(lead, "status")).isEqualTo("CONVERTED");
      assertThat(text(lead, "convertedDealId")).isEqualTo("crm-1");
      assertThat(text(lead, "convertedOn")).isEqualTo("2026-05-01");
      assertThat(text(lead, "sourceVersion")).isEqualTo("7");
      assertThat(each(lead.path("timeline"))).hasSize(3);
      assertThat(text(get("/leads/web-1?asOf=2026-04-30"), "status")).isEqualTo("QUALIFIED");
      assertThat(text(get("/leads/web-1?knownAt=" + created), "status")).isEqualTo("NEW");
    }

    @Test
    void isListedWithTheTagOfItsLastEvent() {
      ledger.record(new LeadCreated(LEAD, facts, YEAR, null));
      ledger.record(new LeadDisqualified(LEAD, MARCH, MARCH, null, null));

      assertThat(each(get("/leads").path("items"))).singleElement().satisfies(lead -> {
        assertThat(text(lead, "leadId")).isEqualTo("web-1");
        assertThat(text(lead, "disqualifiedOn")).isEqualTo("2026-03-01");
      });
      assertThat(client.get("/api/v1/leads/web-1").header("ETag")).isEqualTo("\"1\"");
    }
  }

  @Nested
  class ASpentAmount {

    private static final SpendId SPEND = new SpendId("ads-1");

    private final SpendFacts facts = new SpendFacts(
        "marketing",
        "search",
        usd("100"),
        MARCH,
        MAY,
        new TeamId("north"),
        new ProductLine("Bikes"));

    @Test
    void showsWhatWasCorrectedAndWhatWasKnownBefore() {
      Instant recorded = ledger.record(new SpendRecorded(SPEND, facts, MARCH));
      SpendFacts after = new SpendFacts("marketing", null, usd("90.5"), MARCH, MAY, null, null);
      ledger.record(new SpendCorrected(SPEND, facts, after, MARCH, null));

      JsonNode spend = get("/spend/ads-1");
      assertThat(text(spend, "category")).isEqualTo("marketing");
      assertThat(text(spend, "amount")).isEqualTo("90.50");
      assertThat(text(spend, "currency")).isEqualTo("USD");
      assertThat(text(spend, "from")).isEqualTo("2026-03-01");
      assertThat(text(spend, "until")).isEqualTo("2026-05-01");
      assertThat(spend.hasNonNull("teamId")).isFalse();
      JsonNode before = get("/spend/ads-1?knownAt=" + recorded);
      assertThat(text(before, "amount")).isEqualTo("100.00");
      assertThat(text(before, "channel")).isEqualTo("search");
      assertThat(text(before, "teamId")).isEqualTo("north");
      assertThat(text(before, "productLine")).isEqualTo("Bikes");
    }

    @Test
    void isListedAlsoWhenItIsVoided() {
      ledger.record(new SpendRecorded(SPEND, facts, MARCH));
      ledger.record(new SpendVoided(SPEND, MARCH, null));

      assertThat(each(get("/spend").path("items"))).singleElement().satisfies(spend -> {
        assertThat(text(spend, "spendId")).isEqualTo("ads-1");
        assertThat(spend.path("voided").asBoolean()).isTrue();
      });
      assertThat(each(get("/spend?asOf=2026-02-28").path("items"))).isEmpty();
      assertThat(client.get("/api/v1/spend/ads-1").header("ETag")).isEqualTo("\"1\"");
    }
  }

  @Nested
  class AnEntityTag {

    @Test
    void ofATerritoryIsItsLastEvent() {
      ledger.record(new TerritoryDefined(WEST, "West", null, YEAR));
      ledger.record(new TerritoryAssigned(WEST, ANN, HolderRole.PRIMARY, YEAR, null));

      Answer answer = client.get("/api/v1/territories/west");

      assertThat(answer.header("ETag")).isEqualTo("\"1\"");
      assertThat(answer.json().path("version").asLong()).isEqualTo(1);
    }

    @Test
    void ofRepsAndTeamsIsThatOfTheOneOrganizationThatDecidesAboutThem() {
      ledger.record(new TeamCreated(new TeamId("north"), "North", null, DateRange.ALWAYS));
      ledger.record(new RepHired(ANN, new TeamId("north"), null, YEAR));
      ledger.record(new RepHired(BEN, new TeamId("north"), null, YEAR));

      assertThat(client.get("/api/v1/reps/ann").header("ETag")).isEqualTo("\"2\"");
      assertThat(client.get("/api/v1/teams/north").header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void ofAPlanCountsTheChangesOfItsLines() {
      ledger.record(planOpened("fy26"));
      ledger.record(new QuotaSet(
          PLAN,
          new QuotaLineKey(Subject.rep(ANN), null, null, new PeriodId("q1")),
          null,
          usd("1"),
          YEAR,
          null));

      assertThat(client.get("/api/v1/plans/fy26").header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void isThePresentVersionWhateverDayIsAskedFor() {
      ledger.record(new TerritoryDefined(WEST, "West", null, YEAR));
      ledger.record(new TerritoryAssigned(WEST, ANN, HolderRole.PRIMARY, MAY, null));

      assertThat(client.get("/api/v1/territories/west?asOf=2026-01-01").header("ETag"))
          .isEqualTo("\"1\"");
    }

    @Test
    void neverHidesAChangeOfNameFromAConditionalRead() {
      ledger.record(new RepHired(ANN, null, null, YEAR));
      directory.put(ANN, new Person("Ann Lee", null));
      String tag = client.get("/api/v1/reps/ann").header("ETag");
      directory.put(ANN, new Person("Ann Lee-Ray", null));

      Answer answer = client.get("/api/v1/reps/ann", "If-None-Match", tag);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.member("name")).isEqualTo("Ann Lee-Ray");
    }
  }

  @Test
  void aPlanShowsItsStateAndClosedPeriodsByDay() {
    ledger.record(planOpened("fy26"));
    ledger.record(new PlanPublished(PLAN, MARCH));
    ledger.record(new PeriodClosed(PLAN, new PeriodId("q1"), MAY, null));

    JsonNode now = get("/plans/fy26");
    JsonNode april = get("/plans/fy26?asOf=2026-04-30");

    assertThat(text(now, "state")).isEqualTo("PUBLISHED");
    assertThat(text(now, "calendarId")).isEqualTo("fiscal");
    assertThat(each(now.path("closedPeriods")))
        .extracting(JsonNode::asString)
        .containsExactly("q1");
    assertThat(each(april.path("closedPeriods"))).isEmpty();
    assertThat(text(get("/plans/fy26?asOf=2026-02-28"), "state")).isEqualTo("DRAFT");
  }

  @Test
  void aTeamShowsTheTeamsAboveItByDay() {
    ledger.record(new TeamCreated(new TeamId("company"), "Company", null, DateRange.ALWAYS));
    ledger.record(new TeamCreated(new TeamId("north"), "North", null, YEAR));
    ledger.record(new TeamMoved(new TeamId("north"), new TeamId("company"), MARCH, null));

    List<JsonNode> parents = each(get("/teams/north").path("parents"));

    assertThat(parents)
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"from\":\"2026-01-01\",\"lastDay\":\"2026-02-28\"}",
            "{\"parentTeamId\":\"company\",\"from\":\"2026-03-01\"}");
  }

  @Test
  void aCalendarShowsAllItsPeriods() {
    CalendarId fiscal = new CalendarId("fiscal");
    ledger.record(new CalendarDefined(
        fiscal,
        ZoneOffset.UTC,
        List.of(new Period(new PeriodId("2026"), YEAR, LocalDate.of(2026, 12, 31), null))));
    ledger.record(new CalendarExtended(
        fiscal,
        List.of(new Period(
            new PeriodId("2027"), LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31), null))));

    JsonNode calendar = get("/calendars/fiscal");

    assertThat(text(calendar, "timeZone")).isEqualTo("Z");
    assertThat(each(calendar.path("periods")))
        .extracting(period -> text(period, "periodId"))
        .containsExactly("2026", "2027");
    assertThat(each(calendar.path("periods")))
        .extracting(period -> text(period, "lastDay"))
        .containsExactly("2026-12-31", "2027-12-31");
  }

  @Nested
  class Lists {

    @Test
    void goThroughAllThingsOnceInTheOrderOfTheirIds() {
      for (int i = 0; i < 25; i++) {
        ledger.record(
            new TerritoryDefined(new TerritoryId("t" + (10 + i * 7 % 25)), "T", null, YEAR));
      }

      List<String> ids = new ArrayList<>();
      String next = "";
      do {
        Answer page = client.get("/api/v1/territories?limit=10" + next);
        each(page.json().path("items")).forEach(item -> ids.add(text(item, "territoryId")));
        next = "&cursor=" + page.member("next");
      } while (!next.equals("&cursor="));

      assertThat(ids).hasSize(25).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void nameRepsByTheDirectory() {
      ledger.record(new RepHired(ANN, null, null, YEAR));
      directory.put(ANN, new Person("Ann Lee", null));

      assertThat(text(each(get("/reps").path("items")).getFirst(), "name")).isEqualTo("Ann Lee");
    }

    @Test
    void leaveOutWhatWasNotThereYet() {
      Instant first = ledger.record(planOpened("fy26"));
      ledger.record(planOpened("fy27"));

      assertThat(each(get("/plans").path("items"))).hasSize(2);
      assertThat(each(get("/plans?knownAt=" + first).path("items")))
          .extracting(plan -> text(plan, "planId"))
          .containsExactly("fy26");
      assertThat(each(get("/plans?asOf=2025-12-31").path("items"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"calendars", "deals", "leads", "plans", "reps", "spend", "teams", "territories"})
    void areEmptyWhereThereIsNothing(String things) {
      JsonNode answer = get("/" + things);

      assertThat(each(answer.path("items"))).isEmpty();
      assertThat(answer.path("next").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "calendar, calendars",
    "deal, deals",
    "lead, leads",
    "plan, plans",
    "rep, reps",
    "spend, spend",
    "team, teams",
    "territory, territories"
  })
  void anUnknownIdIsNotFound(String thing, String things) {
    Answer answer = client.get("/api/v1/" + things + "/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.member("thing")).isEqualTo(thing);
    assertThat(answer.member("id")).isEqualTo("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "territories?limit=0, limit",
    "territories?limit=1001, limit",
    "territories?cursor=%21, cursor",
    "territories?asOf=soon, asOf",
    "deals/1?asOf=2026-02-30, asOf",
    "deals/1?knownAt=now, knownAt",
    "deals/1?knownAt=2999-01-01T00:00:00Z, knownAt",
    "deals/1?limit=3, limit",
    "deals?updatedSince=yesterday, updatedSince",
    "deals?updatedSince=2300-01-01T00:00:00Z, updatedSince",
    "deals?updatedSince=2026-01-01T00:00:00Z&asOf=2026-01-01, asOf",
    "deals?updatedSince=2026-01-01T00:00:00Z&unassigned=true, updatedSince",
    "reps?unassigned=true, unassigned"
  })
  void aBadParameterIsNamed(String path, String field) {
    Answer answer = client.get("/api/v1/" + path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void redeliveryInAnyOrderOfAggregatesChangesNothing() {
    ledger.record(new TerritoryDefined(WEST, "West", null, YEAR));
    ledger.record(new RepHired(ANN, null, null, YEAR));
    ledger.record(new TerritoryAssigned(WEST, ANN, HolderRole.PRIMARY, YEAR, null));
    ledger.record(new RepTransferred(ANN, null, BEN, MARCH, null));
    List<String> before = bodies();
    List<RecordedEvent> log = new ArrayList<>(ledger.log());

    ledger.project(log);
    Collections.reverse(log);
    log.forEach(event -> ledger.project(List.of(event)));

    assertThat(bodies()).isEqualTo(before);
  }

  private List<String> bodies() {
    return List.of(
        client.get("/api/v1/territories/west").response().body(),
        client.get("/api/v1/reps/ann").response().body(),
        client.get("/api/v1/reps").response().body());
  }

  private static PlanOpened planOpened(String plan) {
    return new PlanOpened(
        new PlanId(plan), plan, new CalendarId("fiscal"), Currency.getInstance("USD"), null, YEAR);
  }

  private JsonNode get(String path) {
    Answer answer = client.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static List<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
