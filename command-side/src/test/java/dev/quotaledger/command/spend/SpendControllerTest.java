package dev.quotaledger.command.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendEvent.SpendVoided;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendControllerTest extends Writing {

  private static final String ADS = """
      {'spendId':'ads','category':'marketing','channel':'search','amount':'1000.5',
       'currency':'EUR','from':'2026-01-01','until':'2026-01-31','teamId':'growth',
       'productLine':'Bikes'}""";

  @BeforeEach
  void prepare() {
    post("/teams", "{'teamId':'growth','name':'Growth'}");
  }

  @Test
  void recordsAnAmountAndCorrectsItUnderTheSameId() {
    String first = ADS.replace("'ads'", "'ads-1'");
    made(post("/spend", first), "/spend/ads-1");
    unchanged(post("/spend", first));
    changed(post(
        "/spend", first.replace("1000.5", "900").replace("'Bikes'", "'Bikes','reason':'rebate'")));

    SpendFacts facts = new SpendFacts(
        "marketing",
        "search",
        Money.of("1000.50", "EUR"),
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2026, 1, 31),
        new TeamId("growth"),
        new ProductLine("Bikes"));
    assertThat(stored("spend-ads-1").getFirst().getPayload())
        .isInstanceOfSatisfying(
            SpendRecorded.class, recorded -> assertThat(recorded.facts()).isEqualTo(facts));
    assertThat(lastStored("spend-ads-1"))
        .isInstanceOfSatisfying(SpendCorrected.class, corrected -> {
          assertThat(corrected.before()).isEqualTo(facts);
          assertThat(corrected.after().amount()).hasToString("900.00 EUR");
          assertSays(corrected.reason(), "spend-ads-1", "rebate");
        });
  }

  @Test
  void voidsAnAmountForAReason() {
    String posted = ADS.replace("'ads'", "'ads-2'");
    post("/spend", posted);

    changed(delete("/spend/ads-2?reason=Entered%20twice"));

    assertThat(lastStored("spend-ads-2"))
        .isInstanceOfSatisfying(
            SpendVoided.class,
            voided -> assertSays(voided.reason(), "spend-ads-2", "Entered twice"));
    unchanged(delete("/spend/ads-2?reason=Entered%20twice"));
    problem(post("/spend", posted), 409, "spend-is-void");
    problem(delete("/spend/nothing?reason=x"), 404, "not-found");
    assertThat(problem(delete("/spend/ads-2"), 400, "invalid-value").member("field"))
        .isEqualTo("reason");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'teamId':'growth' | 'teamId':'nowhere' | 422 | teamId",
        "'category':'marketing' | 'category':' ' | 400 | category",
        "'channel':'search' | 'channel':'' | 400 | channel",
        "'amount':'1000.5' | 'amount':'0.00001' | 400 | amount",
        "'currency':'EUR' | 'currency':'EURO' | 400 | currency",
        "'from':'2026-01-01' | 'from':'2026-02-01' | 400 | until",
        "'until':'2026-01-31' | 'until':'2036-01-01' | 400 | until",
        "'until':'2026-01-31' | 'until':'soon' | 400 | until",
        "'until':'2026-01-31', | `` | 400 | until",
        "'spendId':'ads' | 'spendId':'a b' | 400 | spendId",
        "'productLine':'Bikes' | 'reason':'' | 400 | reason",
        "'productLine':'Bikes' | 'days':'3' | 400 | days"
      })
  void namesWhatIsWrongWithARecord(String good, String bad, int status, String field) {
    assertThat(ADS).contains(good);

    Answer answer = post("/spend", ADS.replace(good, bad));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(stored("spend-ads")).isEmpty();
  }
}
