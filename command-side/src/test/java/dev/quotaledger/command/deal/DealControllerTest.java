package dev.quotaledger.command.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DealControllerTest extends Writing {

  private static final String OPEN = """
      {'source':'crm','repId':'s1','stage':'PROPOSAL','amount':'1000.00','currency':'EUR'}""";

  private static final String WON = """
      {'source':'crm','splits':[{'repId':'s1','percent':'60'},{'repId':'s2','percent':40}],
       'accountId':'acme','productLine':'Bikes','stage':'WON','amount':'20565.6206','currency':'EUR',
       'createdOn':'2026-01-02','expectedCloseOn':'2026-02-01','closedOn':'2026-01-31',
       'changedOn':'2026-02-02','leadId':'lead-1','sourceVersion':7,'reason':'Signed'}""";

  private final Clock clock;

  @Autowired
  DealControllerTest(Clock clock) {
    this.clock = clock;
  }

  @BeforeEach
  void prepare() {
    post("/reps", "{'repId':'s1','name':'S One','hiredOn':'2020-01-01'}");
    post("/reps", "{'repId':'s2','name':'S Two','hiredOn':'2020-01-01'}");
  }

  @Test
  void recordsWhatTheRecordMeans() {
    Answer opened = made(put("/deals/d-1", OPEN), "/deals/d-1");
    assertThat(opened.json().path("recorded").valueStream().map(JsonNode::asString))
        .containsExactly("DealOpened");
    unchanged(put("/deals/d-1", OPEN));
    Answer won = changed(put(
        "/deals/d-1",
        OPEN.replace("'PROPOSAL'", "'WON','closedOn':'2026-01-31'").replace("1000", "1200")));

    assertThat(won.json().path("recorded").valueStream().map(JsonNode::asString))
        .containsExactly("DealAmountChanged", "DealWon");
    assertThat(token(won).indexes()).isEqualTo(indexesOf("deal-d-1", 1, 2));
  }

  @Test
  void takesEveryField() {
    made(put("/deals/d-2", WON), "/deals/d-2");

    assertThat(stored("deal-d-2").getFirst().getPayload())
        .isInstanceOfSatisfying(DealOpened.class, opened -> {
          assertThat(opened.facts().amount()).isEqualTo(Money.of("20565.6206", "EUR"));
          assertThat(opened.facts().splits())
              .containsExactly(Share.of(new RepId("s1"), "60"), Share.of(new RepId("s2"), "40"));
          assertThat(opened.facts().createdOn()).isEqualTo("2026-01-02");
          assertThat(opened.facts().expectedCloseOn()).isEqualTo("2026-02-01");
          assertThat(opened.facts().productLine()).hasToString("Bikes");
          assertThat(opened.facts().leadId()).hasToString("lead-lead-1");
          assertThat(opened.sourceVersion()).hasToString("7");
        });
    assertThat(lastStored("deal-d-2")).isInstanceOfSatisfying(DealWon.class, won -> {
      assertThat(won.closedOn()).isEqualTo("2026-01-31");
      assertSays(won.reason(), "rep-s1", "Signed");
    });
  }

  @Test
  void datesWhatTheSourceDoesNotDateOnTodayInUtc() {
    put("/deals/d-3", OPEN);

    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    assertThat(lastStored("deal-d-3"))
        .isInstanceOfSatisfying(
            DealOpened.class,
            opened -> assertThat(opened.effectiveOn()).isBetween(today.minusDays(1), today));
  }

  @Test
  void voidsADealForAReason() {
    put("/deals/d-4", OPEN);

    changed(delete("/deals/d-4?reason=Entered%20twice"));

    assertThat(lastStored("deal-d-4")).isInstanceOfSatisfying(DealVoided.class, voided -> {
      assertThat(voided.dealId()).isEqualTo(new DealId("d-4"));
      assertSays(voided.reason(), "rep-s1", "Entered twice");
    });
    unchanged(delete("/deals/d-4?reason=Entered%20twice"));
    problem(put("/deals/d-4", OPEN.replace("1000", "1")), 409, "deal-is-void");
    problem(delete("/deals/nothing?reason=x"), 404, "not-found");
    Answer noReason = problem(delete("/deals/d-4"), 400, "invalid-value");
    assertThat(noReason.member("field")).isEqualTo("reason");
  }

  @Test
  void keepsAReasonForWhoeverOwnsTheDeal() {
    put("/deals/d-5", WON);
    put("/deals/d-6", OPEN.replace("'repId':'s1',", ""));

    changed(delete("/deals/d-5?reason=Fraud"));
    changed(delete("/deals/d-6?reason=Nobody"));

    assertThat(lastStored("deal-d-5"))
        .isInstanceOfSatisfying(
            DealVoided.class, voided -> assertSays(voided.reason(), "rep-s1", "Fraud"));
    assertThat(lastStored("deal-d-6"))
        .isInstanceOfSatisfying(
            DealVoided.class, voided -> assertSays(voided.reason(), "deal-d-6", "Nobody"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'repId':'s1' | 'repId':'nobody' | 422 | repId",
        "'repId':'s1' | 'territoryId':'nowhere' | 422 | territoryId",
        "'repId':'s1' | 'splits':[{'repId':'nobody','percent':'100'}] | 422 | splits.repId",
        "'repId':'s1' | 'splits':[{'repId':'s1','percent':'99'}] | 400 | splits",
        "'repId':'s1' | 'splits':[{'repId':'s1','percent':'0'}] | 400 | splits[0].percent",
        "'source':'crm' | 'source':'' | 400 | source",
        "'stage':'PROPOSAL' | 'stage':'WON' | 400 | closedOn",
        "'stage':'PROPOSAL' | 'stage':'Closed won' | 400 | stage",
        "'currency':'EUR' | 'currency':'EURO' | 400 | currency",
        "'amount':'1000.00' | 'amount':'0.00001' | 400 | amount",
        "'amount':'1000.00' | 'createdOn':'yesterday' | 400 | createdOn",
        "'amount':'1000.00' | 'sourceVersion':'v1' | 400 | sourceVersion",
        "'amount':'1000.00' | 'reason':'' | 400 | reason",
        "'amount':'1000.00' | 'owner':'s1' | 400 | owner"
      })
  void namesWhatIsWrongWithARecord(String good, String bad, int status, String field) {
    assertThat(OPEN).contains(good);

    Answer answer = put("/deals/bad", OPEN.replace(good, bad));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(stored("deal-bad")).isEmpty();
  }
}
