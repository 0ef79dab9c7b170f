package dev.quotaledger.model;

import static dev.quotaledger.model.NaiveDays.DAYS;
import static dev.quotaledger.model.NaiveDays.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * For any sets and differences in any order, a quota line says of every day what painting the days
 * one by one says, and goes on saying it when it forgets what makes no difference any more.
 */
class QuotaLinePropertiesTest {

  private static final Currency USD = Currency.getInstance("USD");

  /** A fact to be recorded next, and whether the line is compacted once it is. */
  record Step(LineFact.Kind kind, int cents, int from, boolean compacts) {

    LineFact fact(int sequence) {
      return new LineFact(kind, money(cents), day(from), sequence);
    }
  }

  @Property(tries = 2_000)
  void everyDayHasTheAmountThatTheNaiveModelHas(@ForAll("steps") List<Step> steps) {
    QuotaLine line = QuotaLine.EMPTY;
    NaiveLine naive = new NaiveLine();
    for (int i = 0; i < steps.size(); i++) {
      line = line.with(steps.get(i).fact(i));
      naive.record(steps.get(i));
      assertSame(line, naive, steps);
    }
  }

  @Property(tries = 2_000)
  void aLineHasTheSameAmountsWheneverItIsCompacted(@ForAll("steps") List<Step> steps) {
    QuotaLine line = QuotaLine.EMPTY;
    QuotaLine compactedEachTime = QuotaLine.EMPTY;
    NaiveLine naive = new NaiveLine();
    for (int i = 0; i < steps.size(); i++) {
      LineFact fact = steps.get(i).fact(i);
      line = line.with(fact);
      line = steps.get(i).compacts() ? line.compacted() : line;
      compactedEachTime = compactedEachTime.with(fact).compacted();
      naive.record(steps.get(i));
      assertSame(line, naive, steps);
      assertSame(compactedEachTime, naive, steps);
    }
  }

  @Property(tries = 2_000)
  void theFactsInForceMakeUpTheAmount(@ForAll("steps") List<Step> steps) {
    QuotaLine line = line(steps);
    for (int day = 0; day < DAYS; day++) {
      List<LineFact> inForce = line.inForceOn(day(day));
      assertThat(line.facts()).filteredOn(inForce::contains).isEqualTo(inForce);
      assertThat(inForce.stream()
              .map(LineFact::kind)
              .filter(LineFact.Kind.SET::equals)
              .count())
          .isLessThanOrEqualTo(1);
      assertThat(inForce.stream().map(LineFact::amount).reduce(Money::plus))
          .isEqualTo(line.amountOn(day(day)));
    }
  }

  @Property(tries = 2_000)
  void settingWhatIsSetChangesNoDay(@ForAll("steps") List<Step> steps) {
    QuotaLine line = line(steps);
    for (int day = 0; day < DAYS; day++) {
      Money amount = line.amountOn(day(day)).orElse(money(0));
      LineFact again = new LineFact(LineFact.Kind.SET, amount, day(day), steps.size());
      if (line.isSetTo(amount, day(day))) {
        assertThat(amounts(line.with(again))).isEqualTo(amounts(line));
      }
      assertThat(line.isSetTo(amount.plus(money(1)), day(day))).isFalse();
    }
  }

  @Property(tries = 2_000)
  void theAmountChangesOnNoOtherDayThanTheLineSays(@ForAll("steps") List<Step> steps) {
    QuotaLine line = line(steps);
    List<Optional<Money>> amounts = amounts(line);
    assertThat(IntStream.range(1, DAYS)
            .filter(day -> !amounts.get(day).equals(amounts.get(day - 1)))
            .mapToObj(NaiveDays::day))
        .isSubsetOf(line.changesFrom(day(0)).toList());
  }

  private static QuotaLine line(List<Step> steps) {
    List<LineFact> facts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      facts.add(steps.get(i).fact(i));
    }
    return new QuotaLine(facts);
  }

  private static void assertSame(QuotaLine line, NaiveLine naive, List<Step> steps) {
    for (int day = 0; day < DAYS; day++) {
      assertThat(line.amountOn(day(day)))
          .as("on day %d after %s", day, steps)
          .isEqualTo(Optional.ofNullable(naive.at(day)));
    }
    assertThat(line.amount()).isEqualTo(Optional.ofNullable(naive.at(DAYS - 1)));
  }

  private static List<Optional<Money>> amounts(QuotaLine line) {
    return IntStream.range(0, DAYS).mapToObj(day -> line.amountOn(day(day))).toList();
  }

  private static Money money(int cents) {
    return new Money(BigDecimal.valueOf(cents, 2), USD);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(LineFact.Kind.class),
            Arbitraries.integers().between(-9, 9),
            Arbitraries.integers().between(0, DAYS - 1),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(12);
  }

  /** The amount of each day, and on which days which differences were recorded. */
  private static final class NaiveLine {

    private final boolean[] present = new boolean[DAYS];
    private final boolean[] isSet = new boolean[DAYS];
    private final int[] cents = new int[DAYS];
    private final int[] differences = new int[DAYS];

    void record(Step step) {
      Arrays.fill(present, step.from(), DAYS, true);
      switch (step.kind()) {
        case SET -> set(step.from(), step.cents());
        case DELTA -> add(step.from(), step.cents());
      }
    }

    /** Until the next set, each day has the new amount and the differences that begin after it. */
    private void set(int from, int amount) {
      isSet[from] = true;
      int sum = amount;
      for (int day = from; day < DAYS && (day == from || !isSet[day]); day++) {
        sum += day == from ? 0 : differences[day];
        cents[day] = sum;
      }
    }

    private void add(int from, int amount) {
      differences[from] += amount;
      for (int day = from; day < DAYS; day++) {
        cents[day] += amount;
      }
    }

    @Nullable
    Money at(int day) {
      return present[day] ? money(cents[day]) : null;
    }
  }
}
