package dev.quotaledger.command.quotaplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbabilitiesControllerTest extends Writing {

  private static final String SET = """
      {'probabilities':{'PROSPECTING':0.1,'QUALIFIED':'0.20','PROPOSAL':0.333333,'NEGOTIATION':1},
       'reason':'Finance says so','effectiveOn':'2026-03-01'}""";
  private static final String LEARN =
      "{'probabilities':null,'reason':'Enough deals now','effectiveOn':'2026-06-01'}";

  @BeforeEach
  void prepare() {
    post("/calendars", """
        {'calendarId':'likely','timeZone':'UTC','pattern':'QUARTERS','firstDay':'2026-01-01'}""");
  }

  @Test
  void countsWhatIsSaidAndRecordsNothingTwice() {
    open("likely-1");
    String path = "/plans/likely-1/stage-probabilities";

    Answer first = changed(put(path, SET));
    assertThat(first.json().path("number").asInt()).isEqualTo(1);
    assertThat(first.json().at("/probabilities/QUALIFIED").decimalValue())
        .isEqualByComparingTo("0.2");
    unchanged(put(path, SET.replace("0.1,", "0.10,")));
    Answer second = changed(put(path, LEARN));
    assertThat(second.json().path("number").asInt()).isEqualTo(2);
    assertThat(second.json().path("probabilities").isNull()).isTrue();
    assertThat(lastStored("plan-likely-1"))
        .isInstanceOfSatisfying(StageProbabilitiesSet.class, event -> {
          assertThat(Objects.requireNonNull(event.before()).of(DealStage.PROSPECTING))
              .isEqualTo(0.1);
          assertThat(event.after()).isNull();
          assertSays(event.reason(), "plan-likely-1", "Enough deals now");
        });
    unchanged(put(path, SET.replace("03-01", "04-01")));
    changed(put(path, SET.replace("03-01", "06-01")));
    changed(post("/plans/likely-1/closure", ""));
    problem(put(path, LEARN), 409, "plan-in-wrong-state");
    problem(put("/plans/none/stage-probabilities", SET), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'PROSPECTING':0.1, | `` | probabilities.PROSPECTING",
        "0.1 | 1.1 | probabilities.PROSPECTING",
        "0.1 | -0.1 | probabilities.PROSPECTING",
        "0.333333 | 0.3333333 | probabilities.PROPOSAL",
        "'NEGOTIATION':1 | 'NEGOTIATION':1,'WON':1 | probabilities.WON",
        "'NEGOTIATION' | 'HAGGLING' | probabilities",
        "'probabilities' | 'odds' | odds",
        "'reason':'Finance says so', | `` | reason",
        "03-01 | 13-01 | effectiveOn"
      })
  void namesWhatIsWrong(String good, String bad, String field) {
    open("likely-2");

    Answer answer = put("/plans/likely-2/stage-probabilities", SET.replace(good, bad));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void hasToBeToldToLearn() {
    open("likely-3");

    Answer answer =
        problem(put("/plans/likely-3/stage-probabilities", "{'reason':'x'}"), 400, "invalid-value");

    assertThat(answer.member("field")).isEqualTo("probabilities");
  }

  private void open(String planId) {
    post("/plans", """
        {'planId':'%s','name':'Plan','calendarId':'likely','currency':'EUR'}""".formatted(planId));
  }
}
