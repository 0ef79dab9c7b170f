package dev.quotaledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadFactsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

  @ParameterizedTest
  @CsvSource({"CONVERTED, convertedOn", "DISQUALIFIED, disqualifiedOn"})
  void aClosedLeadHasTheDayOfThat(LeadStatus status, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> facts(status, null))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }

  @Test
  void whatBelongsToAnotherStatusIsIgnored() {
    assertThat(facts(LeadStatus.QUALIFIED, DAY)).isEqualTo(facts(LeadStatus.QUALIFIED, null));
    assertThat(facts(LeadStatus.CONVERTED, DAY).disqualifiedOn()).isNull();
    assertThat(facts(LeadStatus.CONVERTED, DAY).convertedOn()).isEqualTo(DAY);
    assertThat(facts(LeadStatus.DISQUALIFIED, DAY).convertedDealId()).isNull();
    assertThat(facts(LeadStatus.DISQUALIFIED, DAY).convertedOn()).isNull();
  }

  @Test
  void aSourceHasAName() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new LeadFacts(" ", null, null, LeadStatus.NEW, null, null, null))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("source"));
  }

  /** With every field that a closed lead may have. */
  private static LeadFacts facts(LeadStatus status, @Nullable LocalDate closedOn) {
    DealId deal = closedOn == null ? null : new DealId("crm-1");
    return new LeadFacts("web", null, null, status, deal, closedOn, closedOn);
  }
}
