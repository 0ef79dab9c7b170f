package dev.quotaledger.command.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastCategoryTest extends Writing {

  private static final String OPEN = """
      {'source':'crm','repId':'f1','stage':'PROPOSAL','amount':'1000.00','currency':'EUR'}""";
  private static final String COMMIT =
      "{'category':'COMMIT','reason':'Verbal yes','effectiveOn':'2026-03-01'}";
  private static final String TAKEN_BACK = "{'category':null,'reason':'Gone quiet'}";

  @BeforeEach
  void prepare() {
    post("/reps", "{'repId':'f1','name':'F One','hiredOn':'2020-01-01'}");
  }

  @Test
  void keepsWhatSomebodySaidWhateverTheSourceRecordsLater() {
    put("/deals/c-1", OPEN);

    Answer said = changed(put("/deals/c-1/forecast-category", COMMIT));
    assertThat(said.json().at("/recorded/0").asString()).isEqualTo("ForecastCategoryOverridden");
    assertThat(lastStored("deal-c-1"))
        .isInstanceOfSatisfying(ForecastCategoryOverridden.class, event -> {
          assertThat(event.before()).isNull();
          assertThat(event.after()).isEqualTo(ForecastCategory.COMMIT);
          assertThat(event.effectiveOn()).isEqualTo(LocalDate.of(2026, 3, 1));
          assertSays(event.reason(), "rep-f1", "Verbal yes");
        });

    changed(put("/deals/c-1", OPEN.replace("PROPOSAL", "QUALIFIED")));
    unchanged(put("/deals/c-1/forecast-category", COMMIT));
    changed(put("/deals/c-1/forecast-category", TAKEN_BACK));
    assertThat(lastStored("deal-c-1"))
        .isInstanceOfSatisfying(ForecastCategoryOverridden.class, event -> {
          assertThat(event.before()).isEqualTo(ForecastCategory.COMMIT);
          assertThat(event.after()).isNull();
        });
    unchanged(put("/deals/c-1/forecast-category", TAKEN_BACK));
  }

  @Test
  void saysTheSameAgainWhereItIsToHoldEarlier() {
    put("/deals/c-2", OPEN);
    changed(put("/deals/c-2/forecast-category", COMMIT));

    unchanged(put("/deals/c-2/forecast-category", COMMIT.replace("03-01", "03-02")));
    changed(put("/deals/c-2/forecast-category", COMMIT.replace("03-01", "02-01")));
  }

  @Test
  void endsWithTheDealAndDoesNotComeBackWithIt() {
    put("/deals/c-3", OPEN);
    changed(put("/deals/c-3/forecast-category", COMMIT));
    put("/deals/c-3", OPEN.replace("'PROPOSAL'", "'LOST','closedOn':'2026-03-31'"));

    problem(put("/deals/c-3/forecast-category", COMMIT), 409, "deal-is-closed");

    put("/deals/c-3", OPEN);
    unchanged(put("/deals/c-3/forecast-category", TAKEN_BACK));
    changed(put("/deals/c-3/forecast-category", COMMIT));
    delete("/deals/c-3?reason=Entered%20twice");
    problem(put("/deals/c-3/forecast-category", COMMIT), 409, "deal-is-void");
    problem(put("/deals/none/forecast-category", COMMIT), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'reason':'x'} | category",
        "{'category':'CLOSED','reason':'x'} | category",
        "{'category':'SURE','reason':'x'} | category",
        "{'category':'COMMIT'} | reason",
        "{'category':'COMMIT','reason':''} | reason",
        "{'category':'COMMIT','reason':'x','effectiveOn':'soon'} | effectiveOn",
        "{'category':'COMMIT','reason':'x','stage':'WON'} | stage"
      })
  void namesWhatIsWrong(String body, String field) {
    put("/deals/c-4", OPEN);

    Answer answer = problem(put("/deals/c-4/forecast-category", body), 400, code(field));

    assertThat(answer.member("field")).isEqualTo(field);
  }

  private static String code(String field) {
    return field.equals("stage") ? "unknown-field" : "invalid-value";
  }
}
