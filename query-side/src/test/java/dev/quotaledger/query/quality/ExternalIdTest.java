package dev.quotaledger.query.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two ids mean one record when they are two forms of one id, and only then. */
class ExternalIdTest {

  /** In BRIzN the first three and the last are capitals: 1 + 2 + 4 + 16 = 23, which is X. */
  @ParameterizedTest
  @CsvSource({
    "0013000001BRIzN, 0013000001BRIzNAAX",
    "sf-0013000001BRIzN, sf-0013000001BRIzNAAX",
    "crm:ABC-1, crm:abc-1",
  })
  void twoFormsAreOne(String one, String other) {
    assertThat(ExternalId.form(one)).isEqualTo(ExternalId.form(other));
  }

  @ParameterizedTest
  @CsvSource({
    "0013000001BRIzN, 0013000001BRIzn",
    "0013000001BRIzN, 0013000001BRIzNAAA",
    "sf-006000000000001, sf-006000000000002",
    "sf-0013000001BRIzN, hs-0013000001BRIzN",
  })
  void twoRecordsAreTwo(String one, String other) {
    assertThat(ExternalId.form(one)).isNotEqualTo(ExternalId.form(other));
  }
}
