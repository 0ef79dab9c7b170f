package dev.quotaledger.query.attainment;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCloseDateChanged;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealOwnerChanged;
import dev.quotaledger.api.DealEvent.DealReclassified;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.DealState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Turns arbitrary steps into a story that could have been decided: three months, two periods that
 * share the middle one, four reps, three teams, two territories and a few deals.
 */
final class AttainmentStory {

  static final PeriodId FIRST = new PeriodId("P1");
  static final PeriodId SECOND = new PeriodId("P2");
  static final PeriodId BOTH = new PeriodId("P");

  /** Days around which months, periods and the story itself begin and end. */
  static final List<LocalDate> DAYS = List.of(
      LocalDate.of(2025, 12, 31),
      LocalDate.of(2026, 1, 1),
      LocalDate.of(2026, 1, 31),
      LocalDate.of(2026, 2, 1),
      LocalDate.of(2026, 2, 9),
      LocalDate.of(2026, 2, 10),
      LocalDate.of(2026, 2, 11),
      LocalDate.of(2026, 2, 28),
      LocalDate.of(2026, 3, 15),
      LocalDate.of(2026, 3, 31),
      LocalDate.of(2026, 4, 1));

  /** Few, so that much happens to each. */
  private static final int MOST_DEALS = 4;

  private static final List<PeriodId> LEAVES = List.of(FIRST, SECOND);
  private static final List<RepId> REPS =
      List.of(new RepId("ann"), new RepId("ben"), new RepId("cy"), new RepId("dee"));
  private static final List<TeamId> TEAMS =
      List.of(new TeamId("company"), new TeamId("north"), new TeamId("south"));
  private static final List<TerritoryId> TERRITORIES =
      List.of(new TerritoryId("east"), new TerritoryId("west"));
  private static final List<Money> AMOUNTS = List.of(
      Money.of("100.00", "USD"),
      Money.of("33.3333", "USD"),
      Money.of("-70.01", "USD"),
      Money.of("0", "USD"),
      Money.of("5", "EUR"));

  /** What a step does. */
  enum Kind {
    DEAL,
    WON,
    AMOUNT,
    OWNER,
    SPLIT,
    RECLASSIFY,
    CLOSE_DATE,
    REOPEN,
    VOID,
    ASSIGN,
    REALLOCATE,
    REP_MOVES,
    REP_LEAVES,
    TEAM_MOVES,
    CLOSE,
    REOPEN_PERIOD,
    SET,
    ADJUST,
    TRANSFER
  }

  /**
   * One step; the numbers pick among what there is to choose from.
   *
   * @param seconds how long after the step before it is recorded
   */
  record Step(Kind kind, int who, int what, int much, int day, int until, int seconds) {}

  private final Figures figures;
  private final Map<DealId, DealState> deals = new HashMap<>();
  private final Map<QuotaLineKey, Money> lines = new HashMap<>();
  private final Map<PeriodId, Boolean> closed = new HashMap<>();
  private final Map<RepId, Boolean> left = new HashMap<>();

  private AttainmentStory(Figures figures) {
    this.figures = figures;
  }

  /** Any steps of a story. */
  static Arbitrary<List<Step>> anySteps() {
    Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.of(Kind.DEAL, Kind.WON)),
        Tuple.of(2, Arbitraries.of(Kind.SPLIT, Kind.ASSIGN, Kind.REALLOCATE, Kind.CLOSE)),
        Tuple.of(4, Arbitraries.of(Kind.class)));
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 13);
    return Combinators.combine(
            kinds,
            small,
            small,
            Arbitraries.integers().between(0, 9),
            small,
            small,
            Arbitraries.integers().between(0, 2))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(50);
  }

  /** Records the steps, after a beginning that every story shares. */
  static void tell(Figures figures, List<Step> steps, boolean planOfNorth) {
    figures
        .withTeam("company", null)
        .withTeam("north", "company")
        .withTeam("south", "company")
        .withRep("ann", "north")
        .withRep("ben", "south")
        .withRep("cy", "south")
        .withRep("dee", null);
    figures.record(new CalendarDefined(
        new CalendarId("fiscal"),
        ZoneOffset.UTC,
        List.of(
            new Period(BOTH, DAYS.get(1), LocalDate.of(2026, 3, 31), null),
            new Period(FIRST, DAYS.get(1), LocalDate.of(2026, 2, 9), BOTH),
            new Period(SECOND, LocalDate.of(2026, 2, 10), LocalDate.of(2026, 3, 31), BOTH))));
    figures.withPlan(planOfNorth ? new TeamId("north") : null);
    TERRITORIES.forEach(territory ->
        figures.record(new TerritoryDefined(territory, territory.value(), null, DAYS.getFirst())));
    AttainmentStory story = new AttainmentStory(figures);
    steps.forEach(step -> story.event(step).ifPresent(event -> story.record(event, step)));
  }

  private void record(DomainEvent event, Step step) {
    figures.record(event, step.seconds);
    if (event instanceof DealEvent e) {
      deals.put(e.dealId(), DealState.evolve(deals.get(e.dealId()), e));
    }
  }

  private Optional<DomainEvent> event(Step step) {
    return switch (step.kind) {
      case DEAL -> opened(step);
      case WON, AMOUNT, OWNER, SPLIT, RECLASSIFY, CLOSE_DATE, REOPEN, VOID -> changed(step);
      case ASSIGN ->
        Optional.of(new TerritoryAssigned(
            pick(TERRITORIES, step.what),
            pick(REPS, step.who),
            step.much == 0 ? HolderRole.CO : HolderRole.PRIMARY,
            day(step),
            until(step)));
      case REALLOCATE ->
        Optional.of(new TerritoryReallocated(
            pick(TERRITORIES, step.what),
            null,
            orNobody(step.who),
            day(step),
            until(step),
            QuotaMove.KEEP,
            List.of(),
            List.of(),
            null));
      case REP_MOVES -> repMoves(step);
      case REP_LEAVES ->
        Optional.ofNullable(left.put(pick(REPS, step.who), true)).isPresent()
            ? Optional.empty()
            : Optional.of(
                new RepDeparted(pick(REPS, step.who), day(step).minusDays(1), day(step), null));
      case TEAM_MOVES ->
        Optional.of(new TeamMoved(
            new TeamId("north"),
            pick(Arrays.asList(null, TEAMS.get(0), TEAMS.get(2)), step.what),
            day(step),
            null));
      case CLOSE, REOPEN_PERIOD -> closing(step);
      case SET -> set(step);
      case ADJUST -> adjusted(step);
      case TRANSFER -> transferred(step);
    };
  }

  private Optional<DomainEvent> opened(Step step) {
    if (deals.size() == MOST_DEALS) {
      return Optional.empty();
    }
    DealId deal = new DealId("d" + deals.size());
    return Optional.of(new DealOpened(
        deal,
        new DealFacts(
            "crm",
            orNobody(step.who),
            step.until % 4 == 0 ? shares(step) : List.of(),
            pick(Arrays.asList(null, TERRITORIES.getFirst(), TERRITORIES.getLast()), step.what),
            null,
            step.much % 2 == 0 ? new ProductLine("bikes") : null,
            DealStage.PROPOSAL,
            pick(AMOUNTS, step.much),
            null,
            null,
            null,
            null),
        DAYS.getFirst(),
        null));
  }

  private Optional<DomainEvent> changed(Step step) {
    if (deals.isEmpty()) {
      return Optional.empty();
    }
    DealId id = new DealId("d" + step.who % deals.size());
    DealState deal = deals.get(id);
    return deal == null || deal.voided() ? Optional.empty() : changed(step, id, deal);
  }

  private static Optional<DomainEvent> changed(Step step, DealId id, DealState deal) {
    LocalDate on = day(step);
    LocalDate closedOn = deal.closedOn();
    return switch (step.kind) {
      case WON ->
        deal.isWon() ? Optional.empty() : Optional.of(new DealWon(id, on, on, null, null));
      case AMOUNT ->
        Optional.of(
            new DealAmountChanged(id, deal.amount(), pick(AMOUNTS, step.much), on, null, null));
      case OWNER ->
        Optional.of(new DealOwnerChanged(id, deal.repId(), orNobody(step.what), on, null));
      case SPLIT ->
        Optional.of(new DealCreditSplitChanged(
            id,
            deal.shares(),
            step.until % 3 == 0 ? List.of() : shares(step),
            false,
            on,
            null,
            null));
      case RECLASSIFY ->
        Optional.of(new DealReclassified(
            id,
            deal.belongsTo(),
            new Classification(
                pick(Arrays.asList(null, TERRITORIES.getFirst(), TERRITORIES.getLast()), step.what),
                null,
                step.much % 2 == 0 ? new ProductLine("bikes") : null,
                null,
                null),
            on,
            null));
      case CLOSE_DATE ->
        closedOn == null
            ? Optional.empty()
            : Optional.of(
                new DealCloseDateChanged(id, closedOn, pick(DAYS, step.until), on, null, null));
      case REOPEN ->
        closedOn == null
            ? Optional.empty()
            : Optional.of(new DealReopened(id, DealStage.PROPOSAL, on, null, null));
      case VOID -> Optional.of(new DealVoided(id, on, null, null));
      default -> throw new AssertionError(step);
    };
  }

  private Optional<DomainEvent> repMoves(Step step) {
    RepId rep = pick(REPS, step.who);
    return left.containsKey(rep)
        ? Optional.empty()
        : Optional.of(new RepTransferred(
            rep,
            pick(Arrays.asList(null, TEAMS.get(0), TEAMS.get(1), TEAMS.get(2)), step.what),
            null,
            day(step),
            null));
  }

  private Optional<DomainEvent> closing(Step step) {
    PeriodId period = pick(List.of(FIRST, SECOND, BOTH), step.what);
    boolean close = step.kind == Kind.CLOSE;
    if (closed.getOrDefault(period, false) == close) {
      return Optional.empty();
    }
    closed.put(period, close);
    return Optional.of(
        close
            ? new PeriodClosed(AttainmentPropertiesTest.PLAN, period, day(step), null)
            : new PeriodReopened(AttainmentPropertiesTest.PLAN, period, day(step), null));
  }

  private Optional<DomainEvent> set(Step step) {
    QuotaLineKey line = line(step);
    Money before = lines.get(line);
    Money after = Money.of(String.valueOf(10 * step.much), "USD");
    lines.put(line, after);
    return Optional.of(
        new QuotaSet(AttainmentPropertiesTest.PLAN, line, before, after, day(step), null));
  }

  private Optional<DomainEvent> adjusted(Step step) {
    QuotaLineKey line = line(step);
    Money delta = Money.of(String.valueOf(step.much), "USD");
    return lines.containsKey(line)
        ? Optional.of(new QuotaAdjusted(
            AttainmentPropertiesTest.PLAN, line, delta, null, delta, day(step), null, null))
        : Optional.empty();
  }

  private Optional<DomainEvent> transferred(Step step) {
    Money amount = Money.of(String.valueOf(step.much), "USD");
    List<Move> moves = LEAVES.stream()
        .map(period -> new Move(null, period, amount, 1, 1, amount, amount, null, amount))
        .toList();
    return Optional.of(new QuotaTransferred(
        AttainmentPropertiesTest.PLAN,
        "transfer-" + figures.log().size(),
        pick(TERRITORIES, step.what),
        Subject.holder(orNobody(step.who)),
        Subject.holder(orNobody(step.who + 1)),
        new Method("PRORATE_BY_DAYS", 1),
        moves,
        day(step),
        null));
  }

  /** Reps and the house have lines of leaf periods, the company of the outer one, north of leaves. */
  private static QuotaLineKey line(Step step) {
    int subject = step.who % 7;
    if (subject == 5) {
      return new QuotaLineKey(Subject.team(TEAMS.get(0)), null, null, BOTH);
    }
    Subject of = subject == 6 ? Subject.team(TEAMS.get(1)) : Subject.holder(orNobody(subject));
    return new QuotaLineKey(
        of,
        step.what % 3 == 0 ? null : pick(TERRITORIES, step.what),
        step.until % 3 == 0 ? new ProductLine("bikes") : null,
        pick(LEAVES, step.until));
  }

  private static List<Share> shares(Step step) {
    RepId one = pick(REPS, step.what);
    RepId other = pick(REPS, step.what + 1);
    BigDecimal percent = BigDecimal.valueOf(step.much % 2 == 0 ? 50 : 60);
    return List.of(
        new Share(one, percent), new Share(other, BigDecimal.valueOf(100).subtract(percent)));
  }

  private static @Nullable RepId orNobody(int who) {
    return who % 3 == 2 ? null : pick(REPS, who);
  }

  private static LocalDate day(Step step) {
    return pick(DAYS, step.day);
  }

  private static @Nullable LocalDate until(Step step) {
    LocalDate until = pick(DAYS, step.until);
    return until.isAfter(day(step)) ? until : null;
  }

  private static <T extends @Nullable Object> T pick(List<T> from, int which) {
    return from.get(which % from.size());
  }
}
