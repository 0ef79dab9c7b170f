package dev.quotaledger.command.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealReclassified;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Merge patches of deals. */
class DealPatchTest extends Writing {

  private static final String OPEN = """
      {'source':'crm','repId':'s1','accountId':'acme','productLine':'Bikes','stage':'PROPOSAL',
       'amount':'1000.00','currency':'EUR','createdOn':'2026-01-02','leadId':'lead-1'}""";

  @BeforeEach
  void prepare() {
    post("/reps", "{'repId':'s1','name':'S One','hiredOn':'2020-01-01'}");
    post("/reps", "{'repId':'s2','name':'S Two','hiredOn':'2020-01-01'}");
  }

  @Test
  void setsWhatIsThereAndLeavesTheRest() {
    made(put("/deals/p-1", OPEN), "/deals/p-1");

    Answer won =
        changed(patch("/deals/p-1", "{'stage':'WON','closedOn':'2026-01-31','reason':'Signed'}"));

    assertThat(recorded(won)).containsExactly("DealWon");
    assertThat(lastStored("deal-p-1"))
        .isInstanceOfSatisfying(
            DealWon.class, event -> assertSays(event.reason(), "rep-s1", "Signed"));
    unchanged(patch("/deals/p-1", "{'stage':'WON'}"));
    unchanged(patch("/deals/p-1", "{}"));
  }

  @Test
  void clearsWhatIsNull() {
    put("/deals/p-2", OPEN);

    changed(patch("/deals/p-2", "{'accountId':null,'leadId':null}"));
    assertThat(lastStored("deal-p-2")).isInstanceOfSatisfying(DealReclassified.class, event -> {
      assertThat(event.after().accountId()).isNull();
      assertThat(event.after().leadId()).isNull();
      assertThat(event.after().productLine()).hasToString("Bikes");
      assertThat(event.after().createdOn()).isEqualTo("2026-01-02");
    });
    changed(patch("/deals/p-2", "{'amount':null}"));
    assertThat(lastStored("deal-p-2"))
        .isInstanceOfSatisfying(
            DealAmountChanged.class, event -> assertThat(event.after()).isNull());
  }

  @Test
  void keepsTheCurrencyThatIsRecordedAndTheDigitsThatAreSent() {
    put("/deals/p-3", OPEN);

    changed(patch("/deals/p-3", "{'amount':1234.1001}"));

    assertThat(lastStored("deal-p-3"))
        .isInstanceOfSatisfying(
            DealAmountChanged.class,
            event -> assertThat(event.after()).hasToString("1234.1001 EUR"));
  }

  @Test
  void splitsTheCredit() {
    put("/deals/p-4", OPEN);

    changed(patch("/deals/p-4", "{'splits':[{'repId':'s2','percent':100}]}"));
    changed(patch("/deals/p-4", "{'splits':null}"));

    assertThat(lastStored("deal-p-4"))
        .isInstanceOfSatisfying(
            DealCreditSplitChanged.class, event -> assertThat(event.after()).isEmpty());
  }

  @Test
  void manyAtTheSameTimeAreAllRecorded() {
    put("/deals/p-5", OPEN);

    List<CompletableFuture<Answer>> answers = IntStream.range(0, 8)
        .mapToObj(
            i -> i % 2 == 0 ? "{'amount':'%d'}".formatted(i) : "{'accountId':'a%d'}".formatted(i))
        .map(body -> CompletableFuture.supplyAsync(() -> patch("/deals/p-5", body)))
        .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    assertThat(stored("deal-p-5")).hasSize(9);
  }

  @Test
  void isTakenAsPlainJsonTooAndAsNothingElse() {
    put("/deals/p-6", OPEN);

    assertThat(patchAs("application/json", "/deals/p-6", "{'amount':'1'}").status())
        .isEqualTo(200);
    problem(patchAs("text/plain", "/deals/p-6", "{'amount':'2'}"), 415, "unsupported-media-type");
  }

  @Test
  void isForTheVersionThatIsNamedAndForADealThatIsThere() {
    put("/deals/p-7", OPEN);

    problem(patch("/deals/p-7", "{'amount':'1'}", "If-Match", "\"4\""), 412, "version-mismatch");
    changed(patch("/deals/p-7", "{'amount':'1'}", "If-Match", "\"0\""));
    problem(patch("/deals/nothing", "{'amount':'1'}"), 404, "not-found");
    delete("/deals/p-7?reason=x");
    problem(patch("/deals/p-7", "{'amount':'2'}"), 409, "deal-is-void");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'repId':'nobody'} | 422 | repId",
        "{'territoryId':'nowhere'} | 422 | territoryId",
        "{'stage':'WON'} | 400 | closedOn",
        "{'stage':'Closed won'} | 400 | stage",
        "{'stage':null} | 400 | stage",
        "{'source':null} | 400 | source",
        "{'currency':null} | 400 | currency",
        "{'amount':'0.00001'} | 400 | amount",
        "{'amount':[]} | 400 | amount",
        "{'splits':[{'repId':'s1','percent':'99'}]} | 400 | splits",
        "{'createdOn':'yesterday'} | 400 | createdOn",
        "{'owner':'s1'} | 400 | owner",
        "{'dealId':'bad'} | 400 | dealId",
        "{'reason':''} | 400 | reason",
        "[] | 400 | ``",
      })
  void namesWhatIsWrong(String patch, int status, String field) {
    put("/deals/bad-patch", OPEN);

    Answer answer = patch("/deals/bad-patch", patch);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(stored("deal-bad-patch")).hasSize(1);
  }

  private static List<String> recorded(Answer answer) {
    return answer.json().path("recorded").valueStream().map(JsonNode::asString).toList();
  }
}
