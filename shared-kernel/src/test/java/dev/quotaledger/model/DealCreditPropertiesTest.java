package dev.quotaledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealExample;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.DealStory.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** For any sequence of events, sensible or not, the credit facts say what a naive model says. */
class DealCreditPropertiesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 12;
  private static final List<Money> AMOUNTS = List.of(
      Money.of("100.00", "USD"),
      Money.of("33.3333", "USD"),
      Money.of("-70.01", "USD"),
      Money.of("0", "USD"),
      Money.of("5", "EUR"));

  /** What is credited to whom, of which territory, on which credit date and in which currency. */
  private record Key(
      CreditTarget target,
      LocalDate creditOn,
      @Nullable TerritoryId territoryId,
      String currency) {}

  /** One event to come: what, which value, which days, and how long after the previous one. */
  private record Step(Kind kind, int value, LocalDate effectiveOn, LocalDate other, int seconds) {}

  private enum Kind {
    WON,
    LOST,
    REOPENED,
    STAGE,
    AMOUNT,
    CLOSE_DATE,
    EXPECTED_CLOSE,
    OWNER,
    SPLIT,
    TERRITORY,
    VOIDED,
    CONFIRMED
  }

  @Property(tries = 3_000)
  void theFactsKnownAtAMomentAsOfADaySumToTheNaiveModel(@ForAll("stories") DealStory story) {
    DealCredit credit = story.credit();
    List<Recorded> events = story.events();

    for (Instant knownAt : moments(events)) {
      List<Recorded> known =
          events.stream().filter(event -> !event.at().isAfter(knownAt)).toList();
      NaiveCredit naive = NaiveCredit.of(known);
      for (int i = -1; i <= DAYS; i++) {
        LocalDate asOf = FIRST_DAY.plusDays(i);
        assertThat(sums(credit, asOf, knownAt)).isEqualTo(naive.asOf(asOf));
      }
      assertThat(sums(credit, null, knownAt)).isEqualTo(naive.asOf(LocalDate.MAX));
    }
    assertThat(sums(credit, null, null)).isEqualTo(NaiveCredit.of(events).asOf(LocalDate.MAX));
  }

  @Property(tries = 1_000)
  void whatIsKnownAtAMomentNeverChangesLater(@ForAll("stories") DealStory story) {
    List<Recorded> events = story.events();
    List<CreditFact> all = story.credit().facts();

    for (int n = 0; n < events.size(); n++) {
      Instant knownAt = events.get(n).at();
      boolean moreToCome = n + 1 < events.size() && events.get(n + 1).at().equals(knownAt);
      if (!moreToCome) {
        List<CreditFact> then = DealStory.credit(events.subList(0, n + 1)).facts();
        assertThat(known(all, knownAt)).containsExactlyInAnyOrderElementsOf(known(then, knownAt));
      }
    }
  }

  @Property(tries = 1_000)
  void noFactCountsBeforeItsCreditDateOrForNoTime(@ForAll("stories") DealStory story) {
    assertThat(story.credit().facts()).allSatisfy(fact -> {
      assertThat(fact.effectiveOn()).isAfterOrEqualTo(fact.creditOn());
      if (fact.recordedTo() != null) {
        assertThat(fact.recordedTo()).isAfter(fact.recordedFrom());
      }
    });
  }

  @Provide
  Arbitrary<DealStory> stories() {
    Arbitrary<LocalDate> days =
        Arbitraries.integers().between(0, DAYS - 1).map(FIRST_DAY::plusDays);
    Arbitrary<Step> steps = Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(Kind.WON, Kind.AMOUNT, Kind.CLOSE_DATE, Kind.SPLIT)),
                Tuple.of(1, Arbitraries.of(Kind.class))),
            Arbitraries.integers().between(0, 4),
            days,
            days,
            Arbitraries.integers().between(0, 2))
        .as(Step::new);
    return steps.list().ofMinSize(1).ofMaxSize(12).map(DealCreditPropertiesTest::told);
  }

  private static DealStory told(List<Step> steps) {
    DealStory story = DealStory.opened(DealExample.aDeal().in("4"));
    Instant now = START.plusSeconds(100_000);
    for (Step step : steps) {
      now = now.plusSeconds(step.seconds());
      tell(story.recordedAt(now), step);
    }
    return story;
  }

  private static void tell(DealStory story, Step step) {
    LocalDate day = step.effectiveOn();
    switch (step.kind()) {
      case WON -> story.won(step.other(), step.value() < 3 ? step.other() : day);
      case LOST -> story.lost(step.other(), day);
      case REOPENED -> story.reopened(day);
      case STAGE -> story.movedTo(DealStage.QUALIFIED, day);
      case AMOUNT -> story.worth(AMOUNTS.get(step.value()), day);
      case CLOSE_DATE -> story.closeDate(step.other(), day);
      case EXPECTED_CLOSE -> story.expectedClose(step.other(), day);
      case OWNER -> story.owner(step.value() == 0 ? null : new RepId("27" + step.value()), day);
      case SPLIT -> split(story, step);
      case TERRITORY ->
        story.territory(step.value() == 0 ? null : new TerritoryId("" + step.value()), day);
      case VOIDED -> {
        if (step.value() == 0) {
          story.voided(day);
        }
      }
      case CONFIRMED -> story.confirmed(day);
    }
  }

  private static void split(DealStory story, Step step) {
    int reps = step.value();
    String percent = reps == 3 ? "33.3333" : String.valueOf(100 / Math.max(1, reps));
    story.split(
        step.effectiveOn(),
        IntStream.range(0, reps)
            .mapToObj(i -> DealExample.share("27" + i, reps == 3 && i == 0 ? "33.3334" : percent))
            .toList());
  }

  private static List<Instant> moments(List<Recorded> events) {
    return events.stream().map(Recorded::at).distinct().toList();
  }

  private static Map<Key, Money> sums(
      DealCredit credit, @Nullable LocalDate asOf, @Nullable Instant knownAt) {
    Map<Key, Money> sums = new HashMap<>();
    credit.facts().stream()
        .filter(fact -> fact.counts(asOf, knownAt))
        .forEach(fact -> sums.merge(
            new Key(
                fact.target(),
                fact.creditOn(),
                fact.territoryId(),
                fact.amount().currency().getCurrencyCode()),
            fact.amount(),
            Money::plus));
    sums.values().removeIf(Money::isZero);
    return sums;
  }

  private static List<CreditFact> known(Collection<CreditFact> facts, Instant knownAt) {
    return facts.stream()
        .filter(fact -> fact.counts(null, knownAt))
        .map(fact -> fact.replacedAt(Instant.MAX))
        .toList();
  }

  /**
   * What a deal credits from which day on. Each event that changes it replaces it from the day on
   * which the event takes effect, and credit begins on the close date at the earliest.
   */
  private record NaiveCredit(TreeMap<LocalDate, Map<Key, Money>> from) {

    static NaiveCredit of(List<Recorded> events) {
      NaiveCredit naive = new NaiveCredit(new TreeMap<>());
      DealState deal = null;
      for (Recorded recorded : events) {
        Map<Key, Money> before = deal == null ? Map.of() : granted(deal);
        deal = DealState.evolve(deal, recorded.event());
        Map<Key, Money> after = granted(deal);
        if (!before.equals(after)) {
          naive.replace(recorded.event().effectiveOn(), deal.closedOn(), after);
        }
      }
      return naive;
    }

    Map<Key, Money> asOf(LocalDate day) {
      var entry = from.floorEntry(day);
      Map<Key, Money> credited = new HashMap<>(entry == null ? Map.of() : entry.getValue());
      credited.values().removeIf(Money::isZero);
      return credited;
    }

    private void replace(LocalDate day, @Nullable LocalDate closedOn, Map<Key, Money> credited) {
      from.tailMap(day, true).clear();
      from.put(day, Map.of());
      from.put(closedOn == null || closedOn.isBefore(day) ? day : closedOn, credited);
    }

    private static Map<Key, Money> granted(DealState deal) {
      Map<Key, Money> granted = new HashMap<>();
      deal.grants()
          .forEach(grant -> granted.put(
              new Key(
                  grant.target(),
                  Objects.requireNonNull(deal.closedOn()),
                  deal.belongsTo().territoryId(),
                  grant.amount().currency().getCurrencyCode()),
              grant.amount()));
      return granted;
    }
  }
}
