package dev.quotaledger.command;

import static dev.quotaledger.api.DealExample.aDeal;
import static dev.quotaledger.api.DealExample.share;
import static dev.quotaledger.api.LeadExample.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.AlertCommand.AcknowledgeAlert;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.AlertRuleCommand.DefineAlertRule;
import dev.quotaledger.api.AlertRuleCommand.DisableAlertRule;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.AlertSide;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarCommand.ExtendCalendar;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealCommand.OverrideForecastCategory;
import dev.quotaledger.api.DealCommand.RecordDeal;
import dev.quotaledger.api.DealCommand.RecordDealHistory;
import dev.quotaledger.api.DealCommand.SplitCredit;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealExample;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.ForecastCallCommand.AdjustForecastCall;
import dev.quotaledger.api.ForecastCallCommand.Amounts;
import dev.quotaledger.api.ForecastCallCommand.SubmitForecastCall;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.LeadCommand.RecordLead;
import dev.quotaledger.api.LeadExample;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.OrganizationCommand.MoveTeam;
import dev.quotaledger.api.OrganizationCommand.RecordDeparture;
import dev.quotaledger.api.OrganizationCommand.TransferRep;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuota;
import dev.quotaledger.api.QuotaPlanCommand.ApprovePlan;
import dev.quotaledger.api.QuotaPlanCommand.ClosePeriod;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.api.QuotaPlanCommand.RejectPlan;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetStageProbabilities;
import dev.quotaledger.api.QuotaPlanCommand.StartRevision;
import dev.quotaledger.api.QuotaPlanCommand.SubmitPlan;
import dev.quotaledger.api.QuotaPlanCommand.TransferQuota;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.SpendCommand.RecordSpend;
import dev.quotaledger.api.SpendCommand.VoidSpend;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryCommand.AssignTerritory;
import dev.quotaledger.api.TerritoryCommand.DefineTerritory;
import dev.quotaledger.api.TerritoryCommand.ReallocateTerritory;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.runtime.ObservedEvents;
import dev.quotaledger.runtime.ObservedEvents.Observed;
import dev.quotaledger.runtime.ObservedEvents.Observer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot holds all that an aggregate decides by, whichever aggregate it is. */
class SnapshotsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final CalendarId FISCAL = new CalendarId("fiscal");
  private static final PlanId PLAN = new PlanId("fy26");
  private static final TerritoryId NORDICS = new TerritoryId("nordics");
  private static final TerritoryId ALPS = new TerritoryId("alps");
  private static final DealId DEAL = new DealId("crm-1");
  private static final LeadId LEAD = new LeadId("web-1");
  private static final AlertRuleId RULE = new AlertRuleId("pace");
  private static final AlertId ALERT = new AlertId("a");
  private static final SpendId SPEND = new SpendId("ads-1");
  private static final RepId ANA = new RepId("275");
  private static final ForecastCallId CALL =
      new ForecastCallId(PLAN, new PeriodId("2026-2"), Subject.rep(ANA));
  private static final RepId BEN = new RepId("276");
  private static final PersonalText WHY = new PersonalText("plan-fy26", "Zm9v");
  private static final TeamId NORTH = new TeamId("north");
  private static final TeamId SOUTH = new TeamId("south");
  private static final Currency USD = Currency.getInstance("USD");

  /** What is only ever asked whether it contains something, and need not keep its order. */
  private static final String[] SETS = {"assignments", "plan.closedPeriods", "plan.transfers"};

  @TempDir
  Path withSnapshots;

  @TempDir
  Path withoutSnapshots;

  @Test
  void itHoldsWhatTheEventsSay() {
    try (TestCommandSide side = TestCommandSide.in(withSnapshots)) {
      tell(side);

      takeSnapshots(side);

      aggregates(side).forEach((id, type) -> {
        Object restored = snapshot(side, id);
        assertThat(restored).isExactlyInstanceOf(type.aggregateType());
        assertThat(restored)
            .as(id)
            .usingRecursiveComparison()
            .ignoringCollectionOrderInFields(SETS)
            .isEqualTo(folded(side, id, type));
      });
    }
  }

  @Test
  void anAggregateDecidesFromItAsFromTheEvents() {
    try (TestCommandSide side = TestCommandSide.in(withSnapshots)) {
      tell(side);
      takeSnapshots(side);
    }
    try (TestCommandSide side = TestCommandSide.in(withoutSnapshots)) {
      tell(side);
    }
    List<String> fromSnapshots;
    try (TestCommandSide side = TestCommandSide.in(withSnapshots)) {
      fromSnapshots = ask(side);
      assertThat(aggregates(side).keySet()).allSatisfy(id -> snapshot(side, id));
    }
    try (TestCommandSide side = TestCommandSide.in(withoutSnapshots)) {
      assertThat(fromSnapshots).isEqualTo(ask(side));
    }
    assertThat(fromSnapshots)
        .anyMatch(answer -> answer.startsWith("Declined"))
        .anyMatch(answer -> answer.endsWith("repeated"))
        .anyMatch(answer -> answer.endsWith("[]"));
  }

  private static void tell(TestCommandSide side) {
    side.bean(ObservedEvents.class)
        .append(
            new Observed("Alert", ALERT.toString(), 0, raised()), new Observer("alerts", "a run"));
    assertThat(story())
        .allSatisfy(command ->
            assertThat(side.sendOnce(command).repeated()).as("%s", command).isFalse());
  }

  private static void takeSnapshots(TestCommandSide side) {
    Configuration axon = side.bean(Configuration.class);
    aggregates(side).forEach((id, type) -> {
      axon.snapshotter().scheduleSnapshot(type.aggregateType(), id);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> side.bean(EventStorageEngine.class).readSnapshot(id).isPresent());
    });
  }

  private static Object snapshot(TestCommandSide side, String id) {
    return side.bean(EventStorageEngine.class).readSnapshot(id).orElseThrow().getPayload();
  }

  private static <A> A folded(TestCommandSide side, String id, AggregateConfiguration<A> type) {
    Configuration axon = side.bean(Configuration.class);
    EventStore eventStore = side.bean(EventStore.class);
    AggregateModel<A> model = AnnotatedAggregateMetaModelFactory.inspectAggregate(
        type.aggregateType(), axon.parameterResolverFactory());
    List<? extends DomainEventMessage<?>> events = side.stored(id);
    EventSourcedAggregate<A> aggregate = EventSourcedAggregate.initialize(
        type.aggregateFactory().createAggregateRoot(id, events.getFirst()),
        model,
        eventStore,
        NoSnapshotTriggerDefinition.TRIGGER);
    aggregate.initializeState(DomainEventStream.of(events));
    return aggregate.getAggregateRoot();
  }

  /** One of each kind, by its identifier. */
  private static Map<String, AggregateConfiguration<?>> aggregates(TestCommandSide side) {
    Map<String, String> ids = Map.of(
        "SalesOrganization", OrganizationId.THE_ONE.toString(),
        "FiscalCalendar", FISCAL.toString(),
        "Territory", NORDICS.toString(),
        "QuotaPlan", PLAN.toString(),
        "Deal", DEAL.toString(),
        "Lead", LEAD.toString(),
        "Spend", SPEND.toString(),
        "AlertRule", RULE.toString(),
        "Alert", ALERT.toString(),
        "ForecastCall", CALL.toString());
    return side.bean(Configuration.class).findModules(AggregateConfiguration.class).stream()
        .<AggregateConfiguration<?>>map(module -> module)
        .collect(
            Collectors.toMap(type -> ids.get(type.aggregateType().getSimpleName()), type -> type));
  }

  /** Something of everything that an aggregate has to remember. */
  private static List<DomainCommand> story() {
    TerritoryReallocated cause = reallocated(DAY.plusDays(40));
    return List.of(
        new CreateTeam(NORTH, "North", null, DAY),
        new CreateTeam(SOUTH, "South", NORTH, DAY),
        new HireRep(ANA, NORTH, null, DAY),
        new HireRep(BEN, SOUTH, ANA, DAY),
        new MoveTeam(SOUTH, null, DAY.plusDays(100), null),
        new TransferRep(BEN, NORTH, ANA, DAY.plusDays(50), null),
        new RecordDeparture(ANA, DAY.plusDays(200), null),
        new DefineCalendar(FISCAL, ZoneId.of("Europe/Berlin"), year(2026)),
        new ExtendCalendar(FISCAL, year(2027)),
        new DefineTerritory(NORDICS, "Nordics", Money.of("1000", "SEK")),
        new DefineTerritory(ALPS, "Alps", null),
        assign(ANA, HolderRole.PRIMARY, DAY, DAY.plusDays(300)),
        assign(BEN, HolderRole.CO, DAY, null),
        new ReallocateTerritory(
            NORDICS, ANA, BEN, DAY.plusDays(40), QuotaMove.PRORATE_BY_DAYS, null),
        new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, NORTH, true),
        set(ANA, "2026-1", "33333.33"),
        set(ANA, "2026-2", "1000"),
        new AdjustQuota(PLAN, line(ANA, "2026-2"), BigDecimal.TEN, null, DAY.plusDays(10)),
        new AdjustQuota(PLAN, line(ANA, "2026-2"), BigDecimal.ONE, null, DAY.plusDays(10)),
        new SubmitPlan(PLAN, null),
        new ApprovePlan(PLAN, null),
        new PublishPlan(PLAN),
        new TransferQuota(PLAN, "transfer-1", cause),
        new ClosePeriod(PLAN, new PeriodId("2026-1"), null),
        new TransferQuota(PLAN, "transfer-2", reallocated(DAY.plusDays(50))),
        record(aDeal().in(ALPS.value()).dated("2026-01-15", "2026-06-30"), "3"),
        record(aDeal().in(ALPS.value()).worth("70.00"), "4"),
        new SplitCredit(
            DEAL, List.of(share("275", "60"), share("276", "40")), DAY.plusDays(9), null),
        past(DealStage.QUALIFIED),
        record(aLead().from("web", "2026-01-15"), "3"),
        record(aLead().of("276").convertedTo("crm-1", "2026-02-01"), "4"),
        new OverrideForecastCategory(DEAL, ForecastCategory.COMMIT, DAY.plusDays(9), null),
        new SetStageProbabilities(PLAN, probabilities("0.5"), DAY.plusDays(9), null),
        new StartRevision(PLAN, WHY),
        set(ANA, "2026-3", "500"),
        new SubmitPlan(PLAN, WHY),
        new RejectPlan(PLAN, WHY),
        set(BEN, "2026-3", "700"),
        new SubmitForecastCall(CALL, amounts("100"), DAY, null),
        new AdjustForecastCall(CALL, amounts("90"), DAY, null),
        spend("1000", null),
        spend("1100", NORTH),
        rule("0.8"),
        rule("0.7"),
        new AcknowledgeAlert(ALERT, false, DAY, null));
  }

  /** What an aggregate can only answer rightly when it remembers the story. */
  private static List<DomainCommand> questions() {
    return List.of(
        new CreateTeam(NORTH, "North", null, DAY),
        new CreateTeam(NORTH, "Norden", null, DAY),
        new MoveTeam(NORTH, SOUTH, DAY.plusDays(20), null),
        new MoveTeam(SOUTH, null, DAY.plusDays(150), null),
        new HireRep(ANA, NORTH, null, DAY),
        new HireRep(ANA, NORTH, null, DAY.plusDays(1)),
        new TransferRep(ANA, SOUTH, null, DAY.plusDays(201), null),
        new TransferRep(BEN, NORTH, ANA, DAY.plusDays(60), null),
        new HireRep(ANA, SOUTH, BEN, DAY.plusDays(300)),
        new DefineCalendar(FISCAL, ZoneId.of("Europe/Berlin"), year(2026)),
        new DefineCalendar(FISCAL, ZoneId.of("Europe/Paris"), year(2026)),
        new ExtendCalendar(FISCAL, year(2029)),
        new ExtendCalendar(FISCAL, year(2028)),
        new DefineTerritory(NORDICS, "Nordics", Money.of("1000", "SEK")),
        new DefineTerritory(NORDICS, "Nordics", null),
        assign(ANA, HolderRole.PRIMARY, DAY, DAY.plusDays(300)),
        assign(ANA, HolderRole.PRIMARY, DAY.plusDays(299), null),
        assign(BEN, HolderRole.CO, DAY.plusDays(7), null),
        new ReallocateTerritory(NORDICS, ANA, null, DAY.plusDays(40), QuotaMove.KEEP, null),
        new ReallocateTerritory(NORDICS, ANA, BEN, DAY.plusDays(10), QuotaMove.KEEP, null),
        new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, NORTH, true),
        new OpenPlan(PLAN, "Fiscal 2027", FISCAL, USD, NORTH),
        new PublishPlan(PLAN),
        set(BEN, "2026-3", "700"),
        set(ANA, "2026-1", "1"),
        set(BEN, "2026", "1"),
        new SetQuota(
            PLAN,
            new QuotaLineKey(
                Subject.rep(BEN), NORDICS, new ProductLine("Bikes"), new PeriodId("2026-3")),
            BigDecimal.ONE,
            null,
            null),
        new AdjustQuota(PLAN, line(ANA, "2026-2"), BigDecimal.valueOf(-900), null, null),
        new AdjustQuota(PLAN, line(BEN, "2026-2"), BigDecimal.ONE, null, DAY.plusDays(60)),
        new TransferQuota(PLAN, "transfer-1", reallocated(DAY.plusDays(40))),
        new TransferQuota(PLAN, "transfer-2", reallocated(DAY.plusDays(50))),
        new TransferQuota(PLAN, "transfer-3", reallocated(DAY.plusDays(95))),
        record(aDeal().in(ALPS.value()).worth("80.00"), "2"),
        record(aDeal().in(ALPS.value()).worth("70.00"), "4"),
        record(aDeal().in(ALPS.value()).of("276").worth("90.00"), "5"),
        past(DealStage.QUALIFIED),
        past(DealStage.PROPOSAL),
        record(aLead().of("276"), "3"),
        record(aLead().of("276").convertedTo("crm-1", "2026-02-01"), "4"),
        record(aLead().from("fair", "2026-01-10").disqualifiedOn("2026-02-03"), "5"),
        new OverrideForecastCategory(DEAL, ForecastCategory.COMMIT, DAY.plusDays(9), null),
        new OverrideForecastCategory(DEAL, ForecastCategory.COMMIT, DAY.plusDays(8), null),
        new OverrideForecastCategory(DEAL, null, DAY.plusDays(10), null),
        new SetStageProbabilities(PLAN, probabilities("0.50"), DAY.plusDays(10), null),
        new SetStageProbabilities(PLAN, null, DAY.plusDays(10), null),
        new AdjustForecastCall(CALL, amounts("110"), DAY, null),
        new SubmitForecastCall(CALL, amounts("120"), DAY, null),
        new SubmitForecastCall(
            new ForecastCallId(PLAN, new PeriodId("2026-1"), Subject.rep(ANA)),
            amounts("1"),
            DAY,
            null),
        spend("1100", NORTH),
        spend("1200", new TeamId("nowhere")),
        spend("1200", NORTH),
        new VoidSpend(SPEND, null),
        rule("0.7"),
        rule("0.6"),
        new DisableAlertRule(RULE, DAY, null),
        new AcknowledgeAlert(ALERT, true, DAY, null),
        new AcknowledgeAlert(ALERT, false, DAY, null));
  }

  private static List<String> ask(TestCommandSide side) {
    return Stream.concat(
            story().stream().map(command -> answer(side.repeat(command))),
            questions().stream().map(command -> answer(side.ask(command))))
        .toList();
  }

  private static String answer(Outcome outcome) {
    return outcome instanceof Decided decided
        ? decided.version()
            + " "
            + decided.events().stream().map(DomainEventMessage::getPayload).toList()
            + (decided.repeated() ? " repeated" : "")
        : outcome.toString();
  }

  private static TerritoryReallocated reallocated(LocalDate from) {
    return new TerritoryReallocated(
        NORDICS,
        ANA,
        BEN,
        from,
        null,
        QuotaMove.PRORATE_BY_DAYS,
        List.of(new DateRange(DAY, DAY.plusDays(300))),
        List.of(),
        null);
  }

  private static AssignTerritory assign(
      RepId rep, HolderRole role, LocalDate from, @Nullable LocalDate until) {
    return new AssignTerritory(NORDICS, rep, new DateRange(from, until), role);
  }

  private static SetQuota set(RepId rep, String period, String amount) {
    return new SetQuota(PLAN, line(rep, period), new BigDecimal(amount), null, null);
  }

  private static QuotaLineKey line(RepId rep, String period) {
    return new QuotaLineKey(Subject.rep(rep), NORDICS, null, new PeriodId(period));
  }

  private static RecordDeal record(DealExample deal, String version) {
    return new RecordDeal(
        DEAL, deal.facts(), null, DAY.plusDays(5), SourceVersion.parse(version), null);
  }

  private static RecordDealHistory past(DealStage stage) {
    return new RecordDealHistory(
        DEAL, new DealHistoryRecorded(DEAL, "crm", null, stage, null, null, null, ANA, DAY));
  }

  private static RecordLead record(LeadExample lead, String version) {
    return new RecordLead(
        LEAD, lead.facts(), null, DAY.plusDays(5), SourceVersion.parse(version), null);
  }

  private static DefineAlertRule rule(String threshold) {
    AlertRuleFacts facts = AlertRuleFacts.of(
        PLAN, NORTH, AlertKind.PACE_BELOW, null, List.of(new BigDecimal(threshold)), null, null);
    return new DefineAlertRule(RULE, facts, DAY, null);
  }

  private static AlertRaised raised() {
    return new AlertRaised(
        ALERT,
        RULE,
        0,
        PLAN,
        new PeriodId("2026-1"),
        AlertKind.PACE_BELOW,
        new AlertSubject(AlertLevel.REP, ANA.value()),
        new AlertLimit(AlertSide.BELOW, new BigDecimal("0.8"), new BigDecimal("0.9")),
        new BigDecimal("0.5"),
        new AlertRecipients(List.of(ANA), null),
        DAY);
  }

  private static Amounts amounts(String commit) {
    return new Amounts(new BigDecimal(commit), null, null);
  }

  private static StageProbabilities probabilities(String each) {
    return new StageProbabilities(Arrays.stream(DealStage.values())
        .filter(stage -> !stage.isClosed())
        .collect(Collectors.toMap(stage -> stage, _ -> new BigDecimal(each))));
  }

  private static RecordSpend spend(String amount, @Nullable TeamId team) {
    SpendFacts facts = new SpendFacts(
        "marketing", "ads", Money.of(amount, "EUR"), DAY, DAY.plusDays(30), team, null);
    return new RecordSpend(SPEND, facts, null);
  }

  /** A year of four quarters. */
  private static List<Period> year(int year) {
    PeriodId whole = new PeriodId(String.valueOf(year));
    LocalDate first = LocalDate.of(year, 1, 1);
    return Stream.concat(
            Stream.of(new Period(whole, first, LocalDate.of(year, 12, 31), null)),
            IntStream.range(0, 4)
                .mapToObj(quarter -> new Period(
                    new PeriodId(year + "-" + (quarter + 1)),
                    first.plusMonths(3L * quarter),
                    first.plusMonths(3L * quarter + 3).minusDays(1),
                    whole)))
        .toList();
  }
}
