package dev.quotaledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpendFactsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

  @Test
  void daysAreInclusiveAndTenYearsAtMost() {
    assertThat(facts("ads", null, DAY).days().days()).isEqualTo(1);
    assertThat(facts("ads", null, LocalDate.of(2036, 3, 30)).days().days()).isEqualTo(3_653);
    assertRefused("until", "ads", null, LocalDate.of(2036, 3, 31));
    assertRefused("until", "ads", null, DAY.minusDays(1));
  }

  @Test
  void whatItWasSpentOnHasAName() {
    assertThat(facts("ads", "web", DAY).channel()).isEqualTo("web");
    assertRefused("category", "", null, DAY);
    assertRefused("category", "x".repeat(101), null, DAY);
    assertRefused("channel", "ads", "\u0000", DAY);
  }

  private static void assertRefused(
      String field, String category, @Nullable String channel, LocalDate until) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> facts(category, channel, until))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }

  private static SpendFacts facts(String category, @Nullable String channel, LocalDate until) {
    return new SpendFacts(category, channel, Money.of("1", "EUR"), DAY, until, null, null);
  }
}
