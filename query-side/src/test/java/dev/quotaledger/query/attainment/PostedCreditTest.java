package dev.quotaledger.query.attainment;

import static dev.quotaledger.model.attainment.GroupBy.REP;
import static dev.quotaledger.model.attainment.GroupBy.TEAM;
import static dev.quotaledger.query.attainment.Figures.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.Explanation.CreditPart;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What is recorded of a closed period is earned in it, and posted in the period that is open. */
class PostedCreditTest {

  private static final Node ANN = new Node(Node.Type.REP, "ann");
  private static final Node BEN = new Node(Node.Type.REP, "ben");
  private static final Node NORTH = new Node(Node.Type.TEAM, "north");
  private static final Node SOUTH = new Node(Node.Type.TEAM, "south");
  private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 15);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 15);
  private static final String Q1 = "2026Q1";
  private static final String Q2 = "2026Q2";
  private static final String Q3 = "2026Q3";

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
  void twoRepsWithATerritory() {
    figures = new Figures(store, ++generation)
        .withCalendar()
        .withTeam("north", null)
        .withTeam("south", null)
        .withRep("ann", "north")
        .withRep("ben", "south")
        .withPlan(null);
    figures.record(
        new TerritoryDefined(new TerritoryId("west"), "West", null, LocalDate.of(2025, 1, 1)));
    figures.record(new TerritoryAssigned(
        new TerritoryId("west"),
        new RepId("ann"),
        HolderRole.PRIMARY,
        LocalDate.of(2025, 1, 1),
        null));
  }

  @Test
  void aLateDealIsEarnedInItsPeriodAndPostedInTheOpenOne() {
    won("ann", "100", FEBRUARY);
    closed(Q1);
    won("ann", "20", FEBRUARY);
    won("ann", "150", MAY);

    assertEarned(ANN, "120.00", "150.00");
    assertPosted(ANN, "100.00", "170.00");
    Figure q2 = figure(Q2, REP, ANN);
    assertThat(q2.priorPeriodCredit()).isEqualTo(usd("20"));
    assertThat(q2.deals()).isEqualTo(2);
    assertThat(figure(Q1, REP, ANN).priorPeriodCredit()).isEqualTo(usd("0"));
  }

  @Test
  void aParentPeriodHasWhatItsLeafPeriodsHaveAndNothingOfItIsPrior() {
    won("ann", "100", FEBRUARY);
    closed(Q1);
    won("ann", "20", FEBRUARY);

    Figure year = figure("Y2026", REP, ANN);

    assertThat(year.credited()).isEqualTo(usd("120"));
    assertThat(year.priorPeriodCredit()).isEqualTo(usd("0"));
  }

  @Test
  void aDealThatIsOpenedAgainIsTakenBackInTheOpenPeriod() {
    DealId deal = won("ann", "100", FEBRUARY);
    closed(Q1);
    Instant reopened =
        figures.record(new DealReopened(deal, DealStage.NEGOTIATION, FEBRUARY, null, null));

    assertEarned(ANN, "none", "none");
    assertPosted(ANN, "100.00", "-100.00");
    assertThat(explained(Q2, ANN)).singleElement().satisfies(part -> {
      assertThat(part.priorPeriod()).isEqualTo(new PeriodId(Q1));
      assertThat(part.fact().amount()).isEqualTo(usd("-100"));
      assertThat(part.fact().reversal()).isTrue();
      assertThat(part.fact().recordedFrom()).isEqualTo(reopened);
    });
  }

  @Test
  void aLateChangeOfAmountIsPostedAsItsDifference() {
    DealId deal = won("ann", "100", FEBRUARY);
    closed(Q1);
    figures.record(new DealAmountChanged(deal, usd("100"), usd("70"), FEBRUARY, null, null));

    assertEarned(ANN, "70.00", "none");
    assertPosted(ANN, "100.00", "-30.00");
    assertThat(figure(Q2, REP, ANN).deals()).isEqualTo(1);
  }

  @Test
  void aLateSplitMovesCreditBetweenRepsInTheOpenPeriod() {
    DealId deal = won("ann", "100", FEBRUARY);
    closed(Q1);
    figures.record(new DealCreditSplitChanged(
        deal,
        List.of(),
        List.of(share("ann", "60"), share("ben", "40")),
        false,
        FEBRUARY,
        null,
        null));

    assertEarned(BEN, "40.00", "none");
    assertPosted(ANN, "100.00", "-40.00");
    assertPosted(BEN, "none", "40.00");
    Figure whole = figure(Q2, GroupBy.PLAN, Node.plan(PLAN));
    assertThat(whole.credited()).isEqualTo(usd("0"));
    assertThat(whole.deals()).as("nothing changed for all together").isZero();
  }

  @Test
  void aLateCreditNoteIsPostedAsANegative() {
    won("ann", "100", FEBRUARY);
    closed(Q1);
    won("ann", "-25", FEBRUARY);

    assertEarned(ANN, "75.00", "none");
    assertPosted(ANN, "100.00", "-25.00");
  }

  @Test
  void lateCreditOfATerritoryIsThatOfItsHolderWhenThePeriodWasClosed() {
    closed(Q1);
    wonInTerritory("30", FEBRUARY);
    figures.record(new TerritoryReallocated(
        new TerritoryId("west"),
        new RepId("ann"),
        new RepId("ben"),
        LocalDate.of(2026, 2, 1),
        null,
        QuotaMove.KEEP,
        List.of(),
        List.of(),
        null));
    wonInTerritory("12", MAY);

    assertEarned(ANN, "30.00", "none");
    assertPosted(ANN, "none", "30.00");
    assertPosted(BEN, "none", "12.00");
  }

  @Test
  void aRepWhoChangedTeamsInAClosedPeriodTakesTheCreditAlongInTheOpenOne() {
    won("ann", "100", FEBRUARY);
    closed(Q1);
    figures.record(new RepTransferred(
        new RepId("ann"), new TeamId("south"), null, LocalDate.of(2026, 2, 1), null));

    assertThat(credited(figures.attainment(Q1, TEAM, View.LIVE), SOUTH)).isEqualTo("100.00");
    assertThat(credited(posted(Q1, TEAM, View.LIVE), NORTH)).isEqualTo("100.00");
    assertThat(credited(posted(Q2, TEAM, View.LIVE), NORTH)).isEqualTo("-100.00");
    assertThat(credited(posted(Q2, TEAM, View.LIVE), SOUTH)).isEqualTo("100.00");
  }

  @Test
  void aPeriodThatIsOpenedAgainTakesWhatIsRecordedThen() {
    DealId deal = won("ann", "100", FEBRUARY);
    closed(Q1);
    won("ann", "20", FEBRUARY);
    figures.record(new PeriodReopened(PLAN, new PeriodId(Q1), FEBRUARY, null));
    won("ann", "3", FEBRUARY);
    closed(Q1);
    figures.record(new DealReopened(deal, DealStage.NEGOTIATION, FEBRUARY, null, null));

    assertEarned(ANN, "23.00", "none");
    assertPosted(ANN, "103.00", "-80.00");
  }

  @Test
  void theFirstLaterPeriodThatIsOpenTakesACorrection() {
    closed(Q1);
    closed(Q2);
    won("ann", "20", FEBRUARY);
    closed(Q3);
    won("ann", "4", FEBRUARY);

    assertPosted(ANN, "none", "none");
    assertThat(credited(posted(Q3, REP, View.LIVE), ANN)).isEqualTo("20.00");
    assertThat(credited(posted("2026Q4", REP, View.LIVE), ANN)).isEqualTo("4.00");
  }

  @Test
  void aPeriodThatIsClosedWithItsParentIsClosed() {
    closed("Y2026");
    won("ann", "20", FEBRUARY);

    assertPosted(ANN, "none", "none");
    assertThat(credited(posted("2027Q1", REP, View.LIVE), ANN)).isEqualTo("20.00");
  }

  @Test
  void whatNoPeriodIsOpenForIsListedAsExcluded() {
    closed("Y2026");
    closed("Y2027");
    won("ann", "20", FEBRUARY);

    Attainment q1 = posted(Q1, REP, View.LIVE);

    assertThat(q1.figures()).isEmpty();
    assertThat(q1.excluded()).containsOnlyKeys(Exclusion.NO_OPEN_PERIOD);
    assertThat(q1.excluded()).containsEntry(Exclusion.NO_OPEN_PERIOD, 1);
    assertThat(figures.attainment(Q1, REP, View.LIVE).excluded()).isEmpty();
  }

  @Test
  void aViewOfThePastPostsWhatItKnewAndWhatWasEffective() {
    won("ann", "100", FEBRUARY);
    Instant reported = closed(Q1);
    DealId late = won("ann", "20", FEBRUARY);
    Instant known = figures.record(
        new DealAmountChanged(late, usd("20"), usd("50"), LocalDate.of(2026, 4, 10), null, null));

    assertThat(credited(posted(Q2, REP, new View(null, reported)), ANN)).isEqualTo("none");
    assertThat(credited(posted(Q2, REP, new View(null, known.minusSeconds(1))), ANN))
        .isEqualTo("20.00");
    assertThat(credited(posted(Q2, REP, new View(null, known)), ANN)).isEqualTo("50.00");
    assertThat(credited(posted(Q2, REP, new View(LocalDate.of(2026, 3, 31), null)), ANN))
        .isEqualTo("20.00");
    assertThat(credited(posted(Q1, REP, View.LIVE), ANN))
        .isEqualTo(credited(posted(Q1, REP, new View(null, reported)), ANN));
  }

  private void assertEarned(Node node, String inQ1, String inQ2) {
    assertThat(credited(figures.attainment(Q1, REP, View.LIVE), node)).isEqualTo(inQ1);
    assertThat(credited(figures.attainment(Q2, REP, View.LIVE), node)).isEqualTo(inQ2);
  }

  private void assertPosted(Node node, String inQ1, String inQ2) {
    assertThat(credited(posted(Q1, REP, View.LIVE), node)).isEqualTo(inQ1);
    assertThat(credited(posted(Q2, REP, View.LIVE), node)).isEqualTo(inQ2);
  }

  private Attainment posted(String period, GroupBy groupBy, View view) {
    PlanView plan = figures.projected().plan(view).on(Basis.POSTED);
    return plan.attainment(plan.periods(new PeriodId(period)).getFirst(), groupBy);
  }

  /** The posted figure of a node, which must exist. */
  private Figure figure(String period, GroupBy groupBy, Node node) {
    return Objects.requireNonNull(posted(period, groupBy, View.LIVE).figures().get(node));
  }

  private List<CreditPart> explained(String period, Node node) {
    PlanView plan = figures.projected().plan(View.LIVE).on(Basis.POSTED);
    return plan.explain(plan.periods(new PeriodId(period)).getFirst(), REP, node)
        .credit();
  }

  private static String credited(Attainment attainment, Node node) {
    Figure figure = attainment.figures().get(node);
    return figure == null ? "none" : figure.credited().toPlainString();
  }

  private Instant closed(String period) {
    return figures.record(new PeriodClosed(PLAN, new PeriodId(period), FEBRUARY, null));
  }

  private DealId won(String rep, String amount, LocalDate closedOn) {
    return wonDeal(rep, null, amount, closedOn);
  }

  private void wonInTerritory(String amount, LocalDate closedOn) {
    wonDeal(null, "west", amount, closedOn);
  }

  private DealId wonDeal(
      @Nullable String rep, @Nullable String territory, String amount, LocalDate closedOn) {
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
            usd(amount),
            closedOn,
            null,
            closedOn,
            null),
        closedOn,
        null));
    figures.record(new DealWon(deal, closedOn, closedOn, null, null));
    return deal;
  }

  private static Share share(String rep, String percent) {
    return new Share(new RepId(rep), new BigDecimal(percent));
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
