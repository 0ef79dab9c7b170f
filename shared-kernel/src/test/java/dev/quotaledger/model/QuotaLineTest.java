package dev.quotaledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QuotaLineTest {

  @Nested
  class AmountOnADay {

    @Test
    void isNoneBeforeTheFirstFact() {
      assertThat(QuotaLine.EMPTY.amount()).isEmpty();
      assertThat(line(set("80000", "2026-01-01", 1)).amountOn(day("2025-12-31")))
          .isEmpty();
    }

    @Test
    void isZeroWhereItIsSetToZero() {
      assertThat(line(set("0", "2026-01-01", 1)).amount()).contains(usd("0.00"));
    }

    @Test
    void keepsADifferenceThatIsEffectiveAfterALaterSet() {
      QuotaLine line = line(
          set("80000", "2026-01-01", 1),
          delta("-10000", "2026-08-15", 2),
          set("84000", "2026-03-01", 3));
      assertThat(line.amountOn(day("2026-02-28"))).contains(usd("80000"));
      assertThat(line.amountOn(day("2026-03-01"))).contains(usd("84000"));
      assertThat(line.amountOn(day("2026-08-14"))).contains(usd("84000"));
      assertThat(line.amountOn(day("2026-08-15"))).contains(usd("74000"));
      assertThat(line.amount()).contains(usd("74000"));
    }

    @Test
    void losesADifferenceOfTheDayOfALaterSet() {
      QuotaLine line = line(
          set("80", "2026-01-01", 1), delta("-10", "2026-08-15", 2), set("84", "2026-08-15", 3));
      assertThat(line.amountOn(day("2026-08-14"))).contains(usd("80"));
      assertThat(line.amountOn(day("2026-08-15"))).contains(usd("84"));
    }

    @Test
    void keepsADifferenceThatIsRecordedAfterTheSet() {
      QuotaLine line = line(
          set("80", "2026-01-01", 1), set("84", "2026-08-15", 2), delta("-10", "2026-03-01", 3));
      assertThat(line.amountOn(day("2026-03-01"))).contains(usd("70"));
      assertThat(line.amountOn(day("2026-08-15"))).contains(usd("74"));
    }

    @Test
    void isThatOfTheNextSetInEffectiveOrder() {
      QuotaLine line =
          line(set("80", "2026-01-01", 1), set("90", "2026-08-15", 2), set("70", "2026-03-01", 3));
      assertThat(line.amountOn(day("2026-08-14"))).contains(usd("70"));
      assertThat(line.amountOn(day("2026-08-15"))).contains(usd("90"));
    }

    @Test
    void isThatOfTheLastRecordedOfTwoSetsOfADay() {
      QuotaLine line = line(set("80", "2026-01-01", 1), set("90", "2026-01-01", 2));
      assertThat(line.amountOn(day("2026-01-01"))).contains(usd("90"));
    }

    @Test
    void isTheSumOfDifferencesWithoutASet() {
      QuotaLine line = line(delta("5", "2026-01-01", 1), delta("3", "2026-02-01", 2));
      assertThat(line.amountOn(day("2026-01-31"))).contains(usd("5"));
      assertThat(line.amountOn(day("2026-02-01"))).contains(usd("8"));
    }
  }

  @Nested
  class InForce {

    @Test
    void areTheSetAndWhatAddsToItInRecordedOrder() {
      LineFact set = set("84", "2026-03-01", 3);
      LineFact kept = delta("-10", "2026-08-15", 2);
      LineFact later = delta("1", "2026-02-01", 4);
      QuotaLine line =
          line(set("80", "2026-01-01", 0), delta("7", "2026-03-01", 1), kept, set, later);
      assertThat(line.inForceOn(day("2026-08-15"))).containsExactly(kept, set, later);
      assertThat(line.inForceOn(day("2026-03-01"))).containsExactly(set, later);
    }
  }

  @Nested
  class SetAlready {

    private final QuotaLine line = line(set("80", "2026-01-01", 1), delta("-10", "2026-03-01", 2));

    @Test
    void isWhatASetOfThatDayFixed() {
      assertThat(line.isSetTo(usd("80"), day("2026-01-01"))).isTrue();
      assertThat(line.isSetTo(usd("81"), day("2026-01-01"))).isFalse();
    }

    @Test
    void isNotWhatHoldsByAnEarlierSetOrByADifference() {
      assertThat(line.isSetTo(usd("80"), day("2026-02-01"))).isFalse();
      assertThat(line.isSetTo(usd("70"), day("2026-03-01"))).isFalse();
      assertThat(line.isSetTo(usd("80"), day("2025-12-31"))).isFalse();
    }

    @Test
    void countsDifferencesOfTheDay() {
      QuotaLine changed = line.with(delta("5", "2026-01-01", 3));
      assertThat(changed.isSetTo(usd("85"), day("2026-01-01"))).isTrue();
      assertThat(changed.isSetTo(usd("80"), day("2026-01-01"))).isFalse();
    }
  }

  @Nested
  class ChangesFromADay {

    @Test
    void areThatDayAndTheLaterDaysOfFacts() {
      QuotaLine line = line(
          set("80", "2026-01-01", 1),
          delta("5", "2026-03-01", 2),
          delta("5", "2026-05-01", 3),
          set("80", "2026-05-01", 4));
      assertThat(line.changesFrom(day("2026-03-01")))
          .containsExactly(day("2026-03-01"), day("2026-05-01"));
      assertThat(line.changesFrom(day("2026-06-01"))).containsExactly(day("2026-06-01"));
    }
  }

  @Nested
  class Compacting {

    @Test
    void joinsNeighbouringDifferencesOfADay() {
      QuotaLine line = line(
          set("80", "2026-01-01", 1), delta("5", "2026-03-01", 2), delta("-2", "2026-03-01", 3));
      assertThat(line.compacted())
          .isEqualTo(line(set("80", "2026-01-01", 1), delta("3", "2026-03-01", 3)));
    }

    @Test
    void keepsDifferencesApartBetweenWhichASetWasRecorded() {
      QuotaLine line = line(
          delta("5", "2026-03-01", 1), set("80", "2026-04-01", 2), delta("-2", "2026-03-01", 3));
      assertThat(line.compacted()).isEqualTo(line);
    }

    @Test
    void dropsWhatALaterSetOfTheDayHides() {
      QuotaLine line =
          line(set("80", "2026-01-01", 1), delta("5", "2026-01-01", 2), set("90", "2026-01-01", 3));
      assertThat(line.compacted()).isEqualTo(line(set("90", "2026-01-01", 3)));
    }

    @Test
    void keepsWhatStillAddsToASetOfALaterDay() {
      QuotaLine line =
          line(set("80", "2026-02-01", 1), delta("5", "2026-01-01", 2), set("90", "2026-01-01", 3));
      assertThat(line.compacted()).isEqualTo(line);
      assertThat(line.compacted().amountOn(day("2026-02-01"))).isEqualTo(Optional.of(usd("85")));
    }
  }

  private static QuotaLine line(LineFact... facts) {
    return new QuotaLine(List.of(facts));
  }

  private static LineFact set(String amount, String effectiveOn, long sequence) {
    return new LineFact(LineFact.Kind.SET, usd(amount), day(effectiveOn), sequence);
  }

  private static LineFact delta(String amount, String effectiveOn, long sequence) {
    return new LineFact(LineFact.Kind.DELTA, usd(amount), day(effectiveOn), sequence);
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
