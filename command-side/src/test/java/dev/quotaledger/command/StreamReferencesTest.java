package dev.quotaledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarCommand.ExtendCalendar;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refused;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryCommand.AssignTerritory;
import dev.quotaledger.api.TerritoryCommand.DefineTerritory;
import dev.quotaledger.api.TerritoryCommand.ReallocateTerritory;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Outcome.Declined;
import dev.quotaledger.model.Organization;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A decision knows everything of the other aggregates that was recorded before it, in its own
 * transaction too, and nothing that somebody else has not committed yet.
 */
@SuppressWarnings("NullAway.Init") // started before each test
class StreamReferencesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final TerritoryId NORTH = new TerritoryId("north");
  private static final CalendarId FISCAL = new CalendarId("fiscal");

  @TempDir
  Path dataDir;

  TestCommandSide side;

  @BeforeEach
  void start() {
    side = TestCommandSide.in(dataDir);
  }

  @AfterEach
  void stop() {
    while (CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().rollback();
    }
    side.close();
  }

  @Test
  void knowsOfARepAsSoonAsTheRepIsTakenOn() {
    side.send(define(NORTH));
    assertThatThrownBy(() -> side.send(assign(NORTH, "7")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal())
                .isEqualTo(new Refusal.UnknownReference("repId", "7")));

    side.send(hire("7"));

    assertThat(side.send(assign(NORTH, "7")).version()).isEqualTo(1);
  }

  @Test
  void knowsOfCalendarsAndTerritoriesAndWhatBecameOfThem() {
    assertThat(references().calendar(FISCAL)).isEmpty();
    assertThat(references().territory(NORTH)).isEmpty();

    side.send(new DefineCalendar(FISCAL, ZoneOffset.UTC, List.of(year(2026))));
    side.send(define(NORTH));
    assertThat(references().calendar(FISCAL).orElseThrow().period(year(2027).periodId()))
        .isEmpty();
    assertThat(references().territory(NORTH).orElseThrow().primary().at(DAY)).isNull();

    side.send(new ExtendCalendar(FISCAL, List.of(year(2027))));
    side.send(hire("7"));
    side.send(new ReallocateTerritory(NORTH, null, new RepId("7"), DAY, QuotaMove.KEEP, null));
    assertThat(references().calendar(FISCAL).orElseThrow().periods())
        .containsExactly(year(2026), year(2027));
    assertThat(references().territory(NORTH).orElseThrow().primary().at(DAY))
        .isEqualTo(new RepId("7"));
  }

  @Test
  void startsFromWhatWasStoredBefore() {
    side.send(hire("7"));
    stop();
    start();

    assertThat(references().organization().reps()).containsOnlyKeys(new RepId("7"));
  }

  @Test
  void anAnswerStaysAsItWas() {
    side.send(hire("1"));
    Organization before = references().organization();

    side.send(hire("2"));

    assertThat(references().organization().reps()).hasSize(2);
    assertThat(before.reps()).containsOnlyKeys(new RepId("1"));
  }

  @Test
  void aCommandSeesWhatTheOnesBeforeItRecordedInTheSameTransaction() {
    side.send(define(NORTH));
    side.send(hire("0"));
    assertThat(references().organization().reps()).hasSize(1);
    TerritoryId south = new TerritoryId("south");

    List<Outcome> outcomes = side.sendAll(
        hire("1"),
        assign(NORTH, "1"),
        define(south),
        hire("2"),
        assign(south, "3"),
        assign(south, "2"));

    assertThat(outcomes)
        .hasSize(6)
        .filteredOn(outcome -> !(outcome instanceof Decided))
        .containsExactly(new Declined(new Refusal.UnknownReference("repId", "3")));
    assertThat(outcomes.get(4)).isInstanceOf(Declined.class);
    assertThat(references().organization().reps()).hasSize(3);
  }

  @Test
  void nobodyElseSeesWhatIsNotCommittedAndNobodyAtAllWhatIsRolledBack() throws Exception {
    side.send(hire("1"));
    UnitOfWork<?> transaction = begin();
    dispatch(hire("2"));

    assertThat(reps()).containsExactly("1", "2");
    assertThat(repsOfAnotherThread()).containsExactly("1");

    transaction.rollback();
    assertThat(reps()).containsExactly("1");
    assertThat(repsOfAnotherThread()).containsExactly("1");

    side.send(hire("3"));
    assertThat(reps()).containsExactly("1", "3");
  }

  @Test
  void whatIsCommittedIsSeenByAll() throws Exception {
    UnitOfWork<?> transaction = begin();
    dispatch(hire("1"));
    assertThat(reps()).containsExactly("1");
    dispatch(hire("2"));
    assertThat(reps()).containsExactly("1", "2");

    transaction.commit();

    assertThat(reps()).containsExactly("1", "2");
    assertThat(repsOfAnotherThread()).containsExactly("1", "2");
  }

  @Test
  void aCommandThatIsTakenBackIsForgottenByTheRestOfItsTransaction() {
    UnitOfWork<?> transaction = begin();
    dispatch(hire("1"));
    UnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(message(hire("2")));
    dispatch(hire("2"));
    assertThat(reps()).containsExactly("1", "2");

    nested.rollback();

    assertThat(reps()).containsExactly("1");
    transaction.rollback();
    assertThat(reps()).isEmpty();
  }

  /** Every rep joins a team that is created before, in the same transaction. */
  @Test
  void isWholeWhileOthersRecord() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> readers =
          Stream.generate(() -> threads.submit(() -> read(done))).limit(3).toList();
      try {
        IntStream.range(0, 150).forEach(i -> side.sendAll(teamAndRep(i)));
      } finally {
        done.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    assertThat(references().organization().reps()).hasSize(150);
  }

  private int read(AtomicBoolean done) {
    int answers = 0;
    Set<RepId> seen = Set.of();
    while (!done.get() || answers == 0) {
      Organization organization = references().organization();
      Set<RepId> reps = Set.copyOf(organization.reps().keySet());
      assertThat(reps).containsAll(seen);
      reps.forEach(rep -> assertThat(organization.teamOf(rep, DAY).flatMap(organization::team))
          .as("the team of %s", rep)
          .isPresent());
      assertThat(organization.teams()).hasSameSizeAs(reps);
      seen = reps;
      answers++;
    }
    return answers;
  }

  private static List<DomainCommand> teamAndRep(int i) {
    TeamId team = new TeamId("team" + i);
    return List.of(
        new CreateTeam(team, "Team " + i, null, DAY),
        new HireRep(new RepId("rep" + i), team, null, DAY));
  }

  private UnitOfWork<?> begin() {
    UnitOfWork<?> transaction = DefaultUnitOfWork.startAndGet(message(hire("0")));
    transaction.attachTransaction(side.bean(TransactionManager.class));
    return transaction;
  }

  private void dispatch(DomainCommand command) {
    FutureCallback<DomainCommand, Object> callback = new FutureCallback<>();
    side.bean(CommandBus.class).dispatch(message(command), callback);
    assertThat(callback.getResult().isExceptional()).isFalse();
  }

  private static CommandMessage<DomainCommand> message(DomainCommand command) {
    return new GenericCommandMessage<>(command);
  }

  private References references() {
    return side.bean(References.class);
  }

  private List<String> reps() {
    return references().organization().reps().keySet().stream()
        .map(RepId::value)
        .toList();
  }

  private List<String> repsOfAnotherThread() throws InterruptedException, ExecutionException {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      return thread.submit(this::reps).get();
    }
  }

  private static HireRep hire(String rep) {
    return new HireRep(new RepId(rep), null, null, DAY);
  }

  private static DefineTerritory define(TerritoryId territory) {
    return new DefineTerritory(territory, "A territory", null);
  }

  private static AssignTerritory assign(TerritoryId territory, String rep) {
    return new AssignTerritory(
        territory, new RepId(rep), DateRange.startingOn(DAY), HolderRole.PRIMARY);
  }

  private static Period year(int year) {
    return new Period(
        new PeriodId(String.valueOf(year)),
        LocalDate.of(year, 1, 1),
        LocalDate.of(year, 12, 31),
        null);
  }
}
