package dev.quotaledger.api;

import static dev.quotaledger.api.DealExample.aDeal;
import static dev.quotaledger.api.DealExample.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DealFactsTest {

  @ParameterizedTest
  @EnumSource(names = {"WON", "LOST"})
  void aClosedDealHasACloseDate(DealStage stage) {
    assertRefused(() -> aDeal().at(stage), "closedOn");
  }

  @ParameterizedTest
  @EnumSource(names = {"PROSPECTING", "QUALIFIED", "PROPOSAL", "NEGOTIATION"})
  void theCloseDateOfAnOpenDealIsIgnored(DealStage stage) {
    DealFacts closed = aDeal().wonOn("2026-03-31").facts();
    assertThat(withStage(closed, stage).closedOn()).isNull();
    assertThat(closed.closedOn()).isEqualTo(LocalDate.of(2026, 3, 31));
  }

  @Test
  void sharesSumToExactlyHundred() {
    Share[] thirds = {share("275", "33.3334"), share("276", "33.3333"), share("277", "33.3333")};
    assertThat(aDeal().split(thirds).facts().splits()).containsExactly(thirds);
    assertThat(aDeal().split().facts().splits()).isEmpty();
    assertRefused(() -> aDeal().split(share("275", "99.9999")), "splits");
    assertRefused(() -> aDeal().split(share("275", "60"), share("276", "40.0001")), "splits");
  }

  @Test
  void sharesNameEachRepOnce() {
    assertRefused(() -> aDeal().split(share("275", "50"), share("275", "50")), "splits");
  }

  @Test
  void thereAreAtMostFiftyShares() {
    assertThat(aDeal().split(shares(50)).facts().splits()).hasSize(50);
    assertRefused(() -> aDeal().split(shares(100)), "splits");
  }

  private static Share[] shares(int reps) {
    String percent = String.valueOf(100 / reps);
    return IntStream.range(0, reps).mapToObj(i -> share("r" + i, percent)).toArray(Share[]::new);
  }

  private static DealFacts withStage(DealFacts f, DealStage stage) {
    return new DealFacts(
        f.source(),
        f.repId(),
        List.of(),
        null,
        null,
        null,
        stage,
        f.amount(),
        null,
        null,
        f.closedOn(),
        null);
  }

  private static void assertRefused(ThrowingCallable deal, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(deal)
        .extracting(InvalidValue::field)
        .isEqualTo(field);
  }
}
