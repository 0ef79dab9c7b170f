package dev.quotaledger.command.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DealBatchControllerTest extends Writing {

  @BeforeEach
  void prepare() {
    post("/reps", "{'repId':'s1','name':'S One','hiredOn':'2020-01-01'}");
  }

  @Test
  void answersForEachDealInTheirOrder() {
    put("/deals/batch-b-1", deal("batch-b-1", "5"));

    Answer answer = batch(
        deal("batch-b-1", "5"),
        deal("batch-b-1", "6"),
        deal("batch-b-2", "7"),
        deal("batch-b-2", "7"));

    assertThat(results(answer))
        .containsExactly(
            "batch-b-1 200 []",
            "batch-b-1 200 [DealAmountChanged]",
            "batch-b-2 201 [DealOpened]",
            "batch-b-2 200 []");
    assertThat(answer.header("ETag")).isEmpty();
    assertThat(token(answer).indexes()).containsAll(indexesOf("deal-batch-b-1", 1, 1));
    assertThat(token(answer).indexes()).containsAll(indexesOf("deal-batch-b-2", 0, 0));
  }

  @Test
  void aBadOneStopsNoneOfTheOthers() {
    Answer answer = batch(
        deal("batch-c-1", "x"),
        deal("batch-c-2", "7").replace("s1", "nobody"),
        deal("batch-c-3", "7").replace("'dealId':'batch-c-3',", ""),
        deal("batch-c-4", "7").replace("PROPOSAL", "WON"),
        "null",
        deal("batch-c-5", "7").replace("'source'", "'colour':'red','source'"),
        deal("batch-c-6", "1234.1001"));

    assertThat(results(answer))
        .containsExactly(
            "null 400 [] invalid-value amount",
            "batch-c-2 422 [] unknown-reference repId",
            "null 400 [] invalid-value dealId",
            "batch-c-4 400 [] invalid-value closedOn",
            "null 400 [] invalid-value ",
            "null 400 [] unknown-field colour",
            "batch-c-6 201 [DealOpened]");
    assertThat(lastStored("deal-batch-c-6"))
        .isInstanceOfSatisfying(
            DealOpened.class,
            opened -> assertThat(opened.facts().amount()).hasToString("1234.1001 EUR"));
    assertThat(stored("deal-batch-c-2")).isEmpty();
  }

  @Test
  void aRepeatIsKnownByItsKeyAlthoughADealIsThereTwice() {
    String[] deals = {deal("batch-d-1", "1"), deal("batch-d-1", "2"), deal("batch-d-9", "x")};

    Answer first = send(List.of(deals), "Idempotency-Key", "\"batch-1\"");
    Answer again = send(List.of(deals), "Idempotency-Key", "\"batch-1\"");

    assertThat(results(first))
        .startsWith("batch-d-1 201 [DealOpened]", "batch-d-1 200 [DealAmountChanged]");
    assertThat(results(again)).isEqualTo(results(first));
    assertThat(stored("deal-batch-d-1")).hasSize(2);
  }

  @Test
  void takesTwoHundredDealsAndNotOneMore() {
    List<String> most =
        IntStream.range(0, 200).mapToObj(i -> deal("batch-e-" + i, "1")).toList();
    List<String> more =
        IntStream.range(0, 201).mapToObj(i -> deal("batch-f-" + i, "1")).toList();

    assertThat(results(send(most))).hasSize(200).allMatch(result -> result.contains(" 201 "));
    Answer refused = problem(send(more), 400, "invalid-value");
    assertThat(refused.member("expected")).isEqualTo("at most 200 deals");
    assertThat(stored("deal-batch-f-0")).isEmpty();
  }

  @Test
  void isAnArrayThatNamesNoVersion() {
    problem(post("/deals:batch", deal("batch-g-1", "1")), 400, "invalid-value");
    problem(post("/deals:batch", "[{]"), 400, "malformed-json");
    problem(post("/deals:batch", ""), 400, "missing-body");
    Answer version =
        problem(send(List.of(deal("batch-g-1", "1")), "If-Match", "\"1\""), 400, "invalid-value");
    assertThat(version.member("field")).isEqualTo("If-Match");
    assertThat(results(send(List.of()))).isEmpty();
    assertThat(stored("deal-batch-g-1")).isEmpty();
  }

  private Answer batch(String... deals) {
    return send(List.of(deals));
  }

  private Answer send(List<String> deals, String... headers) {
    return post("/deals:batch", deals.stream().collect(Collectors.joining(",", "[", "]")), headers);
  }

  /** One line for each: deal, status, events, and what is wrong with which field. */
  private static List<String> results(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().valueStream().map(DealBatchControllerTest::line).toList();
  }

  private static String line(JsonNode result) {
    JsonNode problem = result.path("problem");
    String line = "%s %d %s"
        .formatted(
            result.path("dealId").asString("null"),
            result.path("status").asInt(),
            result.path("recorded").valueStream().map(JsonNode::asString).toList());
    return problem.isNull()
        ? line
        : line + " " + problem.path("code").asString() + " "
            + problem.path("field").asString("");
  }

  private static String deal(String id, String amount) {
    return """
        {'dealId':'%s','source':'crm','repId':'s1','stage':'PROPOSAL','amount':%s,\
        'currency':'EUR'}""".formatted(id, amount.equals("x") ? "'x'" : amount);
  }
}
