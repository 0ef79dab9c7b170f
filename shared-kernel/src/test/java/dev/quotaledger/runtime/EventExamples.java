package dev.quotaledger.runtime;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDisabled;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.AlertSide;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCloseDateChanged;
import dev.quotaledger.api.DealEvent.DealConfirmed;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealExpectedCloseChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealOwnerChanged;
import dev.quotaledger.api.DealEvent.DealReclassified;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConfirmed;
import dev.quotaledger.api.LeadEvent.LeadConversionCorrected;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCorrected;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualificationCorrected;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadEvent.LeadQualified;
import dev.quotaledger.api.LeadEvent.LeadReassigned;
import dev.quotaledger.api.LeadEvent.LeadReopened;
import dev.quotaledger.api.LeadEvent.Origin;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationEvent.PersonErased;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanApproved;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.PlanRejected;
import dev.quotaledger.api.QuotaPlanEvent.PlanSubmitted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendEvent.SpendVoided;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One event of every type, with every field set. */
public final class EventExamples {

  private static final RepId ANA = new RepId("275");
  private static final RepId BEN = new RepId("crm:ben@example.com");
  private static final TeamId NORTH = new TeamId("north");
  private static final TerritoryId TERRITORY = new TerritoryId("nordics");
  private static final ProductLine BIKES = new ProductLine("Bikes & more");
  private static final AlertRuleId RULE = new AlertRuleId("pace-north");
  private static final PeriodId Q1 = new PeriodId("FY26-Q1");
  private static final LocalDate DAY = LocalDate.of(2026, 2, 10);
  private static final LocalDate LATER = LocalDate.of(2026, 3, 3);
  private static final PersonalText WHY = new PersonalText("rep-275", "bm9uY2UrY2lwaGVyIHRleHQ=");

  private EventExamples() {}

  /** One event of every type. */
  public static Stream<DomainEvent> all() {
    return Stream.<Stream<? extends DomainEvent>>of(
            organization(),
            calendars(),
            territories(),
            plans(),
            deals(),
            leads(),
            spend(),
            calls(),
            alertRules(),
            alerts())
        .flatMap(events -> events);
  }

  private static Stream<OrganizationEvent> organization() {
    return Stream.of(
        new TeamCreated(NORTH, "Team „North“", new TeamId("emea"), DateRange.ALWAYS),
        new TeamMoved(NORTH, new TeamId("apac"), DAY, WHY),
        new RepHired(ANA, NORTH, BEN, DAY),
        new RepTransferred(ANA, new TeamId("south"), BEN, DAY, WHY),
        new RepDeparted(ANA, DAY, DAY.plusDays(1), WHY),
        new PersonErased(ANA, DAY));
  }

  private static Stream<CalendarEvent> calendars() {
    CalendarId calendar = new CalendarId("fiscal");
    PeriodId year = new PeriodId("FY26");
    return Stream.of(
        new CalendarDefined(
            calendar,
            ZoneId.of("Europe/Berlin"),
            List.of(
                new Period(year, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), null),
                new Period(Q1, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31), year))),
        new CalendarExtended(
            calendar,
            List.of(new Period(
                new PeriodId("FY27-Q1"),
                LocalDate.of(2027, 1, 1),
                LocalDate.of(2027, 3, 31),
                new PeriodId("FY27")))));
  }

  private static Stream<TerritoryEvent> territories() {
    return Stream.of(
        new TerritoryDefined(TERRITORY, "Nordics", Money.of("1250000", "SEK"), DateRange.ALWAYS),
        new TerritoryAssigned(TERRITORY, ANA, HolderRole.PRIMARY, DAY, LATER),
        new TerritoryReallocated(
            TERRITORY,
            ANA,
            BEN,
            DAY,
            LATER,
            QuotaMove.PRORATE_BY_DAYS,
            List.of(
                new DateRange(LocalDate.of(2025, 1, 1), LATER),
                new DateRange(LATER.plusDays(9), DAY.plusYears(1))),
            List.of(new DateRange(LATER, LATER.plusDays(9))),
            WHY));
  }

  private static Stream<QuotaPlanEvent> plans() {
    PlanId plan = new PlanId("fy26");
    return Stream.of(
        new PlanOpened(
            plan,
            "Fiscal 2026",
            new CalendarId("fiscal"),
            Currency.getInstance("USD"),
            NORTH,
            DAY,
            true),
        new PlanSubmitted(plan, 1, DAY, WHY),
        new PlanApproved(plan, 1, DAY, WHY),
        new PlanRejected(plan, 2, DAY, WHY),
        new PlanPublished(plan, DAY, 2),
        new RevisionStarted(plan, 2, DAY, WHY),
        new RevisionAbandoned(plan, 2, DAY, WHY),
        new PlanClosed(plan, DAY, WHY),
        new QuotaSet(plan, line(), usd("80000"), usd("84000.5"), DAY, WHY),
        new QuotaDrafted(plan, 2, line(), usd("84000.5"), usd("90000"), DAY, WHY),
        new QuotaAdjusted(
            plan,
            line(),
            usd("-10000"),
            usd("84000.5"),
            usd("74000.5"),
            DAY,
            WHY,
            new Method("LANDING_QUANTILE", 1)),
        transferred(plan),
        new QuotaTransferDeclined(
            plan,
            "6f9619ff-8b86-d011-b42d-00c04fc964ff",
            TERRITORY,
            Subject.rep(ANA),
            Subject.house(),
            "period-closed",
            Q1,
            DAY,
            WHY),
        new PeriodClosed(plan, Q1, LocalDate.of(2026, 3, 31), WHY),
        new PeriodReopened(plan, Q1, LocalDate.of(2026, 3, 31), WHY),
        new StageProbabilitiesSet(
            plan,
            2,
            probabilities("0.1", "0.25", "0.5", "0.8"),
            probabilities("0", "0.000001", "0.333333", "1"),
            DAY,
            WHY));
  }

  private static StageProbabilities probabilities(
      String prospecting, String qualified, String proposal, String negotiation) {
    return new StageProbabilities(Map.of(
        DealStage.PROSPECTING,
        new BigDecimal(prospecting),
        DealStage.QUALIFIED,
        new BigDecimal(qualified),
        DealStage.PROPOSAL,
        new BigDecimal(proposal),
        DealStage.NEGOTIATION,
        new BigDecimal(negotiation)));
  }

  private static QuotaTransferred transferred(PlanId plan) {
    Move move = new Move(
        BIKES,
        Q1,
        usd("14492.75"),
        40,
        92,
        usd("33333.33"),
        usd("18840.58"),
        usd("1000"),
        usd("15492.75"));
    return new QuotaTransferred(
        plan,
        "6f9619ff-8b86-d011-b42d-00c04fc964ff",
        TERRITORY,
        Subject.rep(ANA),
        Subject.team(NORTH),
        new Method("PRORATE_BY_DAYS", 1),
        List.of(move),
        DAY,
        WHY);
  }

  private static Stream<DealEvent> deals() {
    DealId deal = new DealId("crm-0061");
    SourceVersion version = SourceVersion.parse("2026-04-01T10:00:00.123456Z");
    SourceVersion number = SourceVersion.parse("17");
    return Stream.of(
        new DealOpened(deal, facts(), DAY, version),
        new DealStageChanged(deal, DealStage.PROPOSAL, DealStage.NEGOTIATION, DAY, number),
        new DealAmountChanged(deal, usd("20565.6206"), usd("-500"), DAY, version, WHY),
        new DealExpectedCloseChanged(deal, DAY, LATER, DAY, version),
        new DealCloseDateChanged(deal, LATER, DAY, DAY, version, WHY),
        new DealReclassified(
            deal,
            new Classification(TERRITORY, new AccountId("ac-1"), BIKES, new LeadId("lead-9"), DAY),
            new Classification(
                new TerritoryId("alps"),
                new AccountId("ac-2"),
                new ProductLine("Helmets"),
                new LeadId("lead-10"),
                LATER),
            DAY,
            version),
        new DealOwnerChanged(deal, ANA, BEN, DAY, version),
        new DealCreditSplitChanged(
            deal,
            List.of(Share.of(ANA, "60"), Share.of(BEN, "40")),
            List.of(Share.of(ANA, "33.3333"), Share.of(BEN, "66.6667")),
            true,
            DAY,
            version,
            WHY),
        new DealWon(deal, LATER, LATER, version, WHY),
        new DealLost(deal, LATER, LATER, version, WHY),
        new DealReopened(deal, DealStage.PROPOSAL, LATER, version, WHY),
        new DealVoided(deal, DAY, version, WHY),
        new DealHistoryRecorded(
            deal,
            "crm",
            Instant.parse("2026-02-10T09:30:00.5Z"),
            DealStage.QUALIFIED,
            new BigDecimal("20565.6206"),
            Currency.getInstance("USD"),
            LATER,
            ANA,
            DAY),
        new ForecastCategoryOverridden(
            deal, ForecastCategory.BEST_CASE, ForecastCategory.OMITTED, DAY, WHY),
        new DealConfirmed(deal, DAY, number));
  }

  private static Stream<LeadEvent> leads() {
    LeadId lead = new LeadId("lead-9");
    SourceVersion version = SourceVersion.parse("2026-04-01T10:00:00.123456Z");
    Conversion conversion = new Conversion(new DealId("crm-0061"), LATER);
    return Stream.of(
        new LeadCreated(
            lead,
            new LeadFacts(
                "web",
                ANA,
                DAY,
                LeadStatus.CONVERTED,
                conversion.dealId(),
                conversion.convertedOn(),
                null),
            DAY,
            version),
        new LeadQualified(lead, DAY, version),
        new LeadDisqualified(lead, LATER, LATER, version, WHY),
        new LeadConverted(lead, conversion, LATER, version, WHY),
        new LeadReopened(lead, LeadStatus.QUALIFIED, LATER, version, WHY),
        new LeadReassigned(lead, ANA, BEN, DAY, version),
        new LeadCorrected(
            lead, new Origin("web", DAY), new Origin("referral", LATER), DAY, version),
        new LeadConversionCorrected(
            lead, conversion, new Conversion(new DealId("crm-0062"), DAY), DAY, version),
        new LeadDisqualificationCorrected(lead, LATER, DAY, DAY, version),
        new LeadConfirmed(lead, DAY, SourceVersion.parse("17")));
  }

  private static Stream<SpendEvent> spend() {
    SpendId spend = new SpendId("ads-2026-02");
    SpendFacts before =
        new SpendFacts("marketing", "search ads", usd("1000.0001"), DAY, LATER, NORTH, BIKES);
    SpendFacts after = new SpendFacts(
        "events",
        "fair",
        usd("-50"),
        LATER,
        LATER,
        new TeamId("south"),
        new ProductLine("Helmets"));
    return Stream.of(
        new SpendRecorded(spend, before, DAY),
        new SpendCorrected(spend, before, after, DAY, WHY),
        new SpendVoided(spend, DAY, WHY));
  }

  private static Stream<AlertRuleEvent> alertRules() {
    AlertRuleFacts facts = new AlertRuleFacts(
        new PlanId("fy26"),
        NORTH,
        AlertKind.FORECAST_DROP,
        AlertLevel.TERRITORY,
        List.of(new BigDecimal("0.125")),
        new BigDecimal("0.02"),
        30);
    return Stream.of(
        new AlertRuleDefined(RULE, facts, DAY, WHY), new AlertRuleDisabled(RULE, LATER, WHY));
  }

  private static Stream<AlertEvent> alerts() {
    AlertId alert = new AlertId("0f8fad5b-d9cb-369f-a165-70867728950e");
    AlertLimit limit =
        new AlertLimit(AlertSide.BELOW, new BigDecimal("0.8"), new BigDecimal("0.85"));
    return Stream.of(
        new AlertRaised(
            alert,
            RULE,
            7,
            new PlanId("fy26"),
            Q1,
            AlertKind.PACE_BELOW,
            new AlertSubject(AlertLevel.REP, "275"),
            limit,
            new BigDecimal("0.790123"),
            new AlertRecipients(List.of(ANA, BEN), "ops"),
            DAY),
        new AlertCleared(alert, limit, new BigDecimal("0.851"), LATER),
        new AlertAcknowledged(alert, DAY, WHY));
  }

  private static Stream<ForecastCallEvent> calls() {
    ForecastCallId call = new ForecastCallId(new PlanId("fy26"), Q1, Subject.rep(ANA));
    CallFigures figures = new CallFigures(usd("80000"), usd("90000.5"), usd("120000"));
    return Stream.of(
        new ForecastCallSubmitted(call, figures, DAY, WHY),
        new ForecastCallAdjusted(
            call, figures, new CallFigures(usd("-75000"), usd("0"), usd("100000")), DAY, WHY));
  }

  private static DealFacts facts() {
    return new DealFacts(
        "crm",
        ANA,
        List.of(Share.of(ANA, "60"), Share.of(BEN, "40")),
        TERRITORY,
        new AccountId("ac-1"),
        BIKES,
        DealStage.WON,
        usd("20565.6206"),
        DAY.minusMonths(1),
        LATER.minusDays(3),
        LATER,
        new LeadId("lead-9"));
  }

  private static QuotaLineKey line() {
    return new QuotaLineKey(Subject.rep(ANA), TERRITORY, BIKES, Q1);
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
