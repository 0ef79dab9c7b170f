package dev.quotaledger.query.attainment;

import static dev.quotaledger.model.attainment.GroupBy.PRODUCT_LINE;
import static dev.quotaledger.model.attainment.GroupBy.REP;
import static dev.quotaledger.model.attainment.GroupBy.TEAM;
import static dev.quotaledger.model.attainment.GroupBy.TERRITORY;
import static dev.quotaledger.query.attainment.Figures.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class AttainmentTest {

  private static final Node ANN = new Node(Node.Type.REP, "ann");
  private static final Node BEN = new Node(Node.Type.REP, "ben");
  private static final Node NORTH = new Node(Node.Type.TEAM, "north");
  private static final Node SOUTH = new Node(Node.Type.TEAM, "south");
  private static final Node COMPANY = new Node(Node.Type.TEAM, "company");
  private static final Node WHOLE = Node.plan(PLAN);
  private static final LocalDate MID_FEBRUARY = LocalDate.of(2026, 2, 15);

  private static EmbeddedReadStore store;
  private static int generation;

  private Figures figures;
  private int deals;

  @BeforeAll
  static void open(@TempDir Path directory) {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void twoTeamsAndTwoReps() {
    figures = new Figures(store, ++generation)
        .withCalendar()
        .withTeam("company", null)
        .withTeam("north", "company")
        .withTeam("south", "company")
        .withRep("ann", "north")
        .withRep("ben", "south")
        .withPlan(null);
  }

  @Test
  void attainmentIsCreditedOverQuotaAndIsNotCapped() {
    figures.withQuota(rep("ann"), null, "2026Q1", "80000");
    won("ann", "100000.5", MID_FEBRUARY);

    Figure figure = figures.figure("2026Q1", REP, ANN, View.LIVE);

    assertThat(figure.quota()).isEqualTo(usd("80000"));
    assertThat(figure.credited()).isEqualTo(usd("100000.50"));
    assertThat(figure.attainment()).isEqualByComparingTo("1.250006");
    assertThat(figure.gap()).isEqualTo(usd("-20000.50"));
    assertThat(figure.deals()).isEqualTo(1);
  }

  @Test
  void attainmentIsUndefinedWithAQuotaOfZeroOrNone() {
    figures.withQuota(rep("ann"), null, "2026Q1", "0");
    won("ben", "10", MID_FEBRUARY);

    Figure zero = figures.figure("2026Q1", REP, ANN, View.LIVE);
    Figure none = figures.figure("2026Q1", REP, BEN, View.LIVE);

    assertThat(zero.attainment()).isNull();
    assertThat(zero.reason()).isEqualTo("ZERO_QUOTA");
    assertThat(none.attainment()).isNull();
    assertThat(none.reason()).isEqualTo("NO_QUOTA");
    assertThat(none.quota()).isNull();
  }

  @Test
  void aParentPeriodSumsItsLeafPeriods() {
    figures
        .withQuota(rep("ann"), null, "2026Q1", "100")
        .withQuota(rep("ann"), null, "2026Q4", "50");
    won("ann", "10", LocalDate.of(2026, 1, 1));
    won("ann", "5", LocalDate.of(2026, 12, 31));
    won("ann", "1000", LocalDate.of(2027, 1, 1));

    Figure year = figures.figure("Y2026", REP, ANN, View.LIVE);

    assertThat(year.quota()).isEqualTo(usd("150"));
    assertThat(year.credited()).isEqualTo(usd("15"));
  }

  @Test
  void aSharedDealIsSplitAmongRepsAndCountsOnceInEveryNode() {
    DealId deal = won("ann", "20565.6206", MID_FEBRUARY);
    figures.record(new DealCreditSplitChanged(
        deal,
        List.of(),
        List.of(share("ann", "60"), share("ben", "40")),
        false,
        MID_FEBRUARY,
        null,
        null));

    assertThat(figures.credited("ann", "2026Q1", View.LIVE)).isEqualTo("12339.3724");
    assertThat(figures.credited("ben", "2026Q1", View.LIVE)).isEqualTo("8226.2482");
    Figure company = figures.figure("2026Q1", TEAM, COMPANY, View.LIVE);
    assertThat(company.credited()).isEqualTo(usd("20565.6206"));
    assertThat(company.deals()).isEqualTo(1);
  }

  @Test
  void aCorrectionLeavesWhatWasReported() {
    DealId deal = won("ann", "100", MID_FEBRUARY);
    Instant reported = figures
        .record(new DealAmountChanged(
            deal, usd("100"), usd("120"), LocalDate.of(2026, 3, 1), null, null))
        .minusSeconds(1);

    assertThat(figures.credited("ann", "2026Q1", View.LIVE)).isEqualTo("120.00");
    assertThat(figures.credited("ann", "2026Q1", asOf(LocalDate.of(2026, 2, 28))))
        .isEqualTo("100.00");
    assertThat(figures.credited("ann", "2026Q1", asOf(LocalDate.of(2026, 3, 1))))
        .isEqualTo("120.00");
    assertThat(figures.credited("ann", "2026Q1", new View(null, reported))).isEqualTo("100.00");
  }

  @Test
  void aReopenedDealTakesItsCreditBack() {
    DealId deal = won("ann", "100", MID_FEBRUARY);
    Instant reopened =
        figures.record(new DealReopened(deal, DealStage.NEGOTIATION, MID_FEBRUARY, null, null));

    assertThat(figures.credited("ann", "2026Q1", View.LIVE)).isEqualTo("none");
    assertThat(figures.credited("ann", "2026Q1", new View(null, reopened.minusSeconds(1))))
        .isEqualTo("100.00");
  }

  @Test
  void aTeamHasTheCreditOfThoseWhoBelongedToItOnTheCreditDate() {
    won("ann", "10", LocalDate.of(2026, 2, 9));
    won("ann", "7", LocalDate.of(2026, 2, 10));
    figures.record(new RepTransferred(
        new RepId("ann"), new TeamId("south"), null, LocalDate.of(2026, 2, 10), null));

    assertThat(figures.figure("2026Q1", TEAM, NORTH, View.LIVE).credited()).isEqualTo(usd("10"));
    assertThat(figures.figure("2026Q1", TEAM, SOUTH, View.LIVE).credited()).isEqualTo(usd("7"));
    assertThat(figures.figure("2026Q1", TEAM, COMPANY, View.LIVE).credited()).isEqualTo(usd("17"));
  }

  @Test
  void aTeamsQuotaIsItsOwnLineElseItsMembersLines() {
    figures
        .withQuota(rep("ann"), null, "2026Q1", "100")
        .withQuota(rep("ben"), null, "2026Q1", "50")
        .withQuota(Subject.team(new TeamId("south")), null, "2026Q1", "45");

    assertThat(figures.figure("2026Q1", TEAM, NORTH, View.LIVE).quota()).isEqualTo(usd("100"));
    assertThat(figures.figure("2026Q1", TEAM, SOUTH, View.LIVE).quota()).isEqualTo(usd("45"));
    assertThat(figures.figure("2026Q1", TEAM, COMPANY, View.LIVE).quota()).isEqualTo(usd("145"));
    assertThat(figures.figure("2026Q1", GroupBy.PLAN, WHOLE, View.LIVE).quota())
        .isEqualTo(usd("145"));
  }

  @Test
  void aDealThatNamesOnlyATerritoryCreditsItsPrimaryHolderOnTheCloseDate() {
    territoryHeldBy("ann", LocalDate.of(2026, 1, 1));
    wonInTerritory("30", LocalDate.of(2026, 2, 20));

    assertThat(figures.credited("ann", "2026Q1", View.LIVE)).isEqualTo("30.00");

    Instant before = reallocatedToBen(LocalDate.of(2026, 2, 15)).minusSeconds(1);
    assertThat(figures.credited("ben", "2026Q1", View.LIVE)).isEqualTo("30.00");
    assertThat(figures.credited("ann", "2026Q1", View.LIVE)).isEqualTo("none");
    assertThat(figures.credited("ann", "2026Q1", new View(null, before))).isEqualTo("30.00");
  }

  @Test
  void aPeriodThatWasClosedKeepsTheHoldersWhoWereKnownThen() {
    territoryHeldBy("ann", LocalDate.of(2026, 1, 1));
    wonInTerritory("30", LocalDate.of(2026, 2, 20));
    figures.record(new PeriodClosed(PLAN, new PeriodId("2026Q1"), LocalDate.of(2026, 3, 31), null));
    reallocatedToBen(LocalDate.of(2026, 2, 15));

    assertThat(figures.credited("ann", "2026Q1", View.LIVE)).isEqualTo("30.00");
    assertThat(figures.credited("ann", "Y2026", View.LIVE)).isEqualTo("30.00");
  }

  @Test
  void creditThatFindsNobodyIsTheHouses() {
    figures.record(
        new TerritoryDefined(new TerritoryId("west"), "West", null, LocalDate.of(2026, 1, 1)));
    wonInTerritory("30", LocalDate.of(2026, 2, 20));
    won(null, "12", MID_FEBRUARY);

    assertThat(figures.figure("2026Q1", REP, Node.HOUSE, View.LIVE).credited())
        .isEqualTo(usd("42"));
    assertThat(figures.figure("2026Q1", TEAM, Node.HOUSE, View.LIVE).credited())
        .isEqualTo(usd("42"));
  }

  @Test
  void aDealInAnotherCurrencyIsListedAsExcludedAndNeverAdded() {
    won("ann", "10", MID_FEBRUARY);
    wonDeal("ann", null, Money.of("99", "EUR"), MID_FEBRUARY);

    Attainment attainment = figures.attainment("2026Q1", REP, View.LIVE);

    assertThat(figures.figure("2026Q1", REP, ANN, View.LIVE).credited()).isEqualTo(usd("10"));
    assertThat(attainment.excluded()).containsEntry(Exclusion.CURRENCY, 1);
  }

  @Test
  void creditNotesCountNegatively() {
    won("ann", "10", MID_FEBRUARY);
    won("ann", "-25", MID_FEBRUARY);

    assertThat(figures.credited("ann", "2026Q1", View.LIVE)).isEqualTo("-15.00");
  }

  @Test
  void aPlanOfATeamTakesTheCreditOfThatTeamAlone() {
    figures = new Figures(store, ++generation)
        .withCalendar()
        .withTeam("north", null)
        .withTeam("south", null)
        .withRep("ann", "north")
        .withRep("ben", "south")
        .withPlan(new TeamId("north"));
    won("ann", "10", MID_FEBRUARY);
    won("ben", "7", MID_FEBRUARY);
    won(null, "3", MID_FEBRUARY);

    assertThat(figures.attainment("2026Q1", REP, View.LIVE).figures()).containsOnlyKeys(ANN);
  }

  @Test
  void dealsWithoutTerritoryOrProductLineAreCountedAsExcluded() {
    won("ann", "10", MID_FEBRUARY);

    assertThat(figures.attainment("2026Q1", TERRITORY, View.LIVE).excluded())
        .containsEntry(Exclusion.NO_TERRITORY, 1);
    assertThat(figures.attainment("2026Q1", PRODUCT_LINE, View.LIVE).excluded())
        .containsEntry(Exclusion.NO_PRODUCT_LINE, 1);
  }

  @Test
  void aPeriodOfAnyLengthIsReadInParts() {
    figures = new Figures(store, ++generation);
    figures.record(new CalendarDefined(
        Figures.CALENDAR,
        ZoneOffset.UTC,
        List.of(new Period(
            new PeriodId("ALL"), LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31), null))));
    figures.withPlan(null).withRep("ann", null).withQuota(rep("ann"), null, "ALL", "100");
    for (int i = 0; i < 5; i++) {
      figures.withRep(("rep" + i).repeat(25), null);
    }
    won("ann", "10", MID_FEBRUARY);
    won("ann", "7", LocalDate.of(9999, 12, 31));

    assertThat(figures.figure("ALL", REP, ANN, View.LIVE).credited()).isEqualTo(usd("17"));
  }

  private DealId won(@Nullable String rep, String amount, LocalDate closedOn) {
    return wonDeal(rep, null, usd(amount), closedOn);
  }

  private void wonInTerritory(String amount, LocalDate closedOn) {
    wonDeal(null, "west", usd(amount), closedOn);
  }

  private DealId wonDeal(
      @Nullable String rep, @Nullable String territory, Money amount, LocalDate closedOn) {
    DealId deal = new DealId("d" + ++deals);
    figures.record(new DealOpened(
        deal,
        new DealFacts(
            "crm",
            rep == null ? null : new RepId(rep),
            List.of(),
            territory == null ? null : new TerritoryId(territory),
            null,
            null,
            DealStage.WON,
            amount,
            closedOn,
            null,
            closedOn,
            null),
        closedOn,
        null));
    figures.record(new DealWon(deal, closedOn, closedOn, null, null));
    return deal;
  }

  private void territoryHeldBy(String rep, LocalDate from) {
    figures.record(new TerritoryDefined(new TerritoryId("west"), "West", null, from));
    figures.record(new TerritoryAssigned(
        new TerritoryId("west"), new RepId(rep), HolderRole.PRIMARY, from, null));
  }

  private Instant reallocatedToBen(LocalDate from) {
    return figures.record(new TerritoryReallocated(
        new TerritoryId("west"),
        new RepId("ann"),
        new RepId("ben"),
        from,
        null,
        QuotaMove.KEEP,
        List.of(),
        List.of(),
        null));
  }

  private static View asOf(LocalDate day) {
    return new View(day, null);
  }

  private static Subject rep(String rep) {
    return Subject.rep(new RepId(rep));
  }

  private static Share share(String rep, String percent) {
    return new Share(new RepId(rep), new BigDecimal(percent));
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
