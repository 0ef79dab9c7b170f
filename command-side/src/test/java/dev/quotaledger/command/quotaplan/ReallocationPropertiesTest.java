package dev.quotaledger.command.quotaplan;

import static dev.quotaledger.command.quotaplan.PlanExample.FISCAL;
import static dev.quotaledger.command.quotaplan.PlanExample.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanCommand.ClosePeriod;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuotas;
import dev.quotaledger.api.QuotaPlanCommand.TransferQuota;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryCommand.AssignTerritory;
import dev.quotaledger.api.TerritoryCommand.DefineTerritory;
import dev.quotaledger.api.TerritoryCommand.ReallocateTerritory;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Outcome;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.TestCommandSide;
import dev.quotaledger.model.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * However territories change hands, the quota of a plan stays the same to the minor unit, and each
 * holder ends up with the share of the days on which they really hold the territory. The real
 * territories and plans decide; a model that paints the days one by one says who holds what.
 */
class ReallocationPropertiesTest {

  private static final List<RepId> REPS = List.of(new RepId("a"), new RepId("b"), new RepId("c"));

  /** The holder of a vacant territory, after the reps. */
  private static final int NOBODY = REPS.size();

  private static final int HOLDERS = REPS.size() + 1;

  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

  /** The year of the plan, and some days after it; the last stands for every later one. */
  private static final int DAYS = 380;

  private static final AtomicInteger TRIES = new AtomicInteger();

  /** The periods that the lines of a territory are for. */
  enum Level {
    YEAR("2026"),
    QUARTER("2026-Q\\d"),
    MONTH("2026-\\d\\d");

    private final String id;

    Level(String id) {
      this.id = id;
    }

    List<Period> periods() {
      return PlanExample.periods(2026).stream()
          .filter(period -> period.periodId().value().matches(id))
          .toList();
    }
  }

  /**
   * A territory and its lines.
   *
   * @param productLines none for lines without one
   * @param units the amounts in minor units, taken in turn
   */
  record Land(Level level, List<String> productLines, int holder, List<Long> units) {}

  /** A territory is to change hands from whoever has it on the day. */
  record Step(int land, int day, int to, QuotaMove quota) {}

  @Property(tries = 40)
  void thePlanKeepsItsTotalAndNoLineIsNegative(
      @ForAll("currencies") Currency currency,
      @ForAll("lands") List<Land> lands,
      @ForAll("steps") List<Step> steps,
      @ForAll("closedPeriods") @Nullable Period closed) {
    World world = new World(side(), currency, lands);
    world.setLines(true);
    Money total = world.total(LocalDate.MAX);
    for (int i = 0; i < steps.size(); i++) {
      if (closed != null && i == steps.size() / 2) {
        world.sendToPlan(new ClosePeriod(world.planId, closed.periodId(), null));
      }
      world.take(steps.get(i), steps.get(i).quota());
      assertThat(world.total(LocalDate.MAX)).isEqualTo(total);
      assertThat(world.plan.lines())
          .allSatisfy(line ->
              assertThat(line.facts().amount().orElseThrow().isNegative()).isFalse());
    }
    assertThat(world.daysOfMoves)
        .allSatisfy(day -> assertThat(world.total(day)).as("on %s", day).isEqualTo(total));
  }

  /**
   * How far a line may be from its share. Let e be a holder's amount minus the share of the days, in
   * minor units. A move takes the part p of the giver's line, rounded to the nearest unit, so by r
   * with |r| <= 1/2; the share of the days takes exactly p. The giver's e becomes (1 - p)e - r, the
   * receiver's gains pe + r: the sum of the positive ones among all e grows by 1/2 at most, and so
   * does that of the negative ones. All e are zero at first. After k moves that had to round,
   * each e therefore is at most k/2 from zero. A move of the whole line rounds nothing.
   */
  @Property(tries = 40)
  void eachHolderHasTheShareOfTheDaysHeld(
      @ForAll("currencies") Currency currency,
      @ForAll("lands") List<Land> lands,
      @ForAll("steps") List<Step> steps) {
    World world = new World(side(), currency, lands);
    world.setLines(false);
    for (Step step : steps) {
      world.take(step, QuotaMove.PRORATE_BY_DAYS);
      world.assertShares();
    }
  }

  /** A plan and its territories, and who holds them by painting the days one by one. */
  private static final class World {

    private final TestCommandSide side;
    private final Currency currency;
    private final List<Land> lands;
    private final PlanId planId;
    private final List<TerritoryId> territories = new ArrayList<>();
    private final Plan plan = new Plan();
    private final Set<LocalDate> daysOfMoves = new TreeSet<>(List.of(NEW_YEAR));

    /** Of each territory, who holds it on which day. */
    private final int[][] holders;

    /** How many moves had to round, by territory and period. */
    private final Map<String, Integer> roundings = new HashMap<>();

    private final Map<QuotaLineKey, Long> units = new HashMap<>();
    private int transfers;

    World(TestCommandSide side, Currency currency, List<Land> lands) {
      this.side = side;
      this.currency = currency;
      this.lands = lands;
      int number = TRIES.incrementAndGet();
      this.planId = new PlanId("plan-" + number);
      this.holders = new int[lands.size()][DAYS];
      List<DomainCommand> commands = new ArrayList<>();
      for (int i = 0; i < lands.size(); i++) {
        TerritoryId territory = new TerritoryId("territory-" + number + "-" + i);
        territories.add(territory);
        commands.add(new DefineTerritory(territory, "Territory " + i, null));
        Arrays.fill(holders[i], lands.get(i).holder());
        RepId holder = holder(lands.get(i).holder());
        if (holder != null) {
          commands.add(new AssignTerritory(
              territory, holder, DateRange.startingOn(LONG_AGO), HolderRole.PRIMARY));
        }
      }
      assertThat(side.sendAll(commands)).allMatch(Decided.class::isInstance);
      sendToPlan(new OpenPlan(planId, "Plan", FISCAL, currency, null));
    }

    /** The holder's, or everybody's. */
    void setLines(boolean ofEverybody) {
      List<SetQuota> quotas = new ArrayList<>();
      for (int i = 0; i < lands.size(); i++) {
        Land land = lands.get(i);
        for (int holder = 0; holder < HOLDERS; holder++) {
          if (ofEverybody || holder == land.holder()) {
            for (QuotaLineKey line : lines(i, holder)) {
              long amount = land.units().get(quotas.size() % land.units().size());
              units.put(line, amount);
              quotas.add(new SetQuota(planId, line, inMajorUnits(amount), null, null));
            }
          }
        }
      }
      sendToPlan(new SetQuotas(planId, quotas));
    }

    void take(Step step, QuotaMove quota) {
      int land = step.land() % lands.size();
      int giver = holders[land][step.day()];
      if (giver == step.to()) {
        return;
      }
      LocalDate day = NEW_YEAR.plusDays(step.day());
      TerritoryReallocated moved = side.send(new ReallocateTerritory(
              territories.get(land), holder(giver), holder(step.to()), day, quota, null))
          .fact(TerritoryReallocated.class)
          .orElseThrow();
      int until = step.day() + 1;
      while (until < DAYS && holders[land][until] == giver) {
        until++;
      }
      assertThat(moved.until()).isEqualTo(until < DAYS ? NEW_YEAR.plusDays(until) : null);
      for (Period period : lands.get(land).level().periods()) {
        long held = daysOf(period).filter(each -> holders[land][each] == giver).count();
        int end = until;
        long gone =
            daysOf(period).filter(each -> each >= step.day() && each < end).count();
        if (gone > 0 && gone < held) {
          roundings.merge(land + "/" + period.periodId(), 1, Integer::sum);
        }
      }
      Arrays.fill(holders[land], step.day(), until, step.to());
      daysOfMoves.add(day);
      transfers++;
      sendToPlan(new TransferQuota(planId, "transfer-" + transfers, moved));
    }

    void sendToPlan(DomainCommand command) {
      Outcome outcome = side.ask(command);
      assertThat(outcome).isInstanceOf(Decided.class);
      if (outcome instanceof Decided decided) {
        decided
            .events()
            .forEach(event ->
                plan.evolve((QuotaPlanEvent) event.getPayload(), event.getSequenceNumber()));
      }
    }

    Money total(LocalDate asOf) {
      return plan.lines().stream()
          .flatMap(line -> line.facts().amountOn(asOf).stream())
          .reduce(Money.zero(currency), Money::plus);
    }

    void assertShares() {
      for (int i = 0; i < lands.size(); i++) {
        int land = i;
        for (QuotaLineKey line : lines(land, lands.get(land).holder())) {
          Period period = PlanExample.periods(2026).stream()
              .filter(each -> each.periodId().equals(line.periodId()))
              .findFirst()
              .orElseThrow();
          long whole = units.getOrDefault(line, 0L);
          long days = daysOf(period).count();
          int rounded = roundings.getOrDefault(land + "/" + line.periodId(), 0);
          for (int h = 0; h < HOLDERS; h++) {
            int holder = h;
            long held =
                daysOf(period).filter(day -> holders[land][day] == holder).count();
            long actual =
                inMinorUnits(plan.line(line.of(Subject.holder(holder(holder)))).amount());
            assertThat(2 * Math.abs(actual * days - whole * held))
                .as(
                    "%d of %d for %d of %d days of %s after %d roundings",
                    actual, whole, held, days, line, rounded)
                .isLessThanOrEqualTo(rounded * days);
          }
        }
      }
    }

    private List<QuotaLineKey> lines(int land, int holder) {
      List<@Nullable ProductLine> productLines = new ArrayList<>();
      lands.get(land).productLines().forEach(each -> productLines.add(new ProductLine(each)));
      if (productLines.isEmpty()) {
        productLines.add(null);
      }
      List<QuotaLineKey> lines = new ArrayList<>();
      for (Period period : lands.get(land).level().periods()) {
        for (ProductLine productLine : productLines) {
          lines.add(new QuotaLineKey(
              Subject.holder(holder(holder)),
              territories.get(land),
              productLine,
              period.periodId()));
        }
      }
      return lines;
    }

    private BigDecimal inMajorUnits(long amount) {
      return BigDecimal.valueOf(amount, currency.getDefaultFractionDigits());
    }

    private long inMinorUnits(Optional<Money> money) {
      return money
          .map(Money::amount)
          .orElse(BigDecimal.ZERO)
          .movePointRight(currency.getDefaultFractionDigits())
          .longValueExact();
    }

    private static IntStream daysOf(Period period) {
      return IntStream.rangeClosed((int) ChronoUnit.DAYS.between(NEW_YEAR, period.firstDay()), (int)
          ChronoUnit.DAYS.between(NEW_YEAR, period.lastDay()));
    }

    private static @Nullable RepId holder(int index) {
      return index == NOBODY ? null : REPS.get(index);
    }
  }

  private static TestCommandSide side() {
    return Store.getOrCreate("side", Lifespan.RUN, Started::new).get().side;
  }

  /** A command side with a calendar and some reps, in a directory of its own. */
  private static final class Started implements Store.CloseOnReset {

    private final Path dataDir;
    private final TestCommandSide side;

    Started() {
      try {
        dataDir = Files.createTempDirectory("reallocations");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      side = TestCommandSide.in(dataDir);
      side.send(new DefineCalendar(FISCAL, ZoneOffset.UTC, PlanExample.periods(2026)));
      REPS.forEach(rep -> side.send(new HireRep(rep, null, null, LONG_AGO)));
    }

    @Override
    public void close() {
      side.close();
      try {
        FileSystemUtils.deleteRecursively(dataDir);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Provide
  Arbitrary<Currency> currencies() {
    return Arbitraries.of("JPY", "USD", "KWD").map(Currency::getInstance);
  }

  @Provide
  Arbitrary<List<Land>> lands() {
    Arbitrary<Long> units = Arbitraries.oneOf(
        Arbitraries.longs().between(0, 9), Arbitraries.longs().between(0, 100_000_000_000L));
    return Combinators.combine(
            Arbitraries.of(Level.class),
            Arbitraries.of(List.<String>of(), List.of("widgets"), List.of("widgets", "gadgets")),
            Arbitraries.integers().between(0, NOBODY),
            units.list().ofMinSize(1).ofMaxSize(5))
        .as(Land::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Often on a day that begins or divides a period, and often between the same two. */
  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, DAYS - 2),
                Arbitraries.of(0, 31, 40, 61, 90, 181, 221, 242)),
            Arbitraries.of(0, 1, 1, 2, NOBODY),
            Arbitraries.of(QuotaMove.class))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<@Nullable Period> closedPeriods() {
    return Arbitraries.of(PlanExample.periods(2026)).injectNull(0.5);
  }
}
