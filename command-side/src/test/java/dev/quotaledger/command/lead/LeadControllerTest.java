package dev.quotaledger.command.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LeadControllerTest extends Writing {

  private static final String NEW =
      "{'source':'web','repId':'s1','createdOn':'2026-01-02','status':'NEW'}";

  @BeforeEach
  void prepare() {
    post("/reps", "{'repId':'s1','name':'S One','hiredOn':'2020-01-01'}");
  }

  @Test
  void recordsWhatTheRecordMeans() {
    made(post("/leads", withId("l-1", NEW)), "/leads/l-1");
    unchanged(put("/leads/l-1", NEW));
    Answer converted = changed(put(
        "/leads/l-1",
        NEW.replace("'NEW'", "'CONVERTED','convertedOn':'2026-01-31','convertedDealId':'d-1'")));

    assertThat(recorded(converted)).containsExactly("LeadConverted");
    assertThat(token(converted).indexes()).isEqualTo(indexesOf("lead-l-1", 1, 1));
  }

  @Test
  void makesOneUnderThePathAsWell() {
    Answer made = made(put("/leads/l-2", withId("l-2", NEW)), "/leads/l-2");

    assertThat(recorded(made)).containsExactly("LeadCreated");
  }

  @Test
  void takesEveryField() {
    post("/leads", withId("l-3", """
        {'source':'fair','repId':'s1','createdOn':'2026-01-02','status':'CONVERTED',
         'convertedDealId':'d-9','convertedOn':'2026-01-31','disqualifiedOn':'2026-01-30',
         'changedOn':'2026-02-02','sourceVersion':7,'reason':'Signed'}"""));

    assertThat(stored("lead-l-3").getFirst().getPayload())
        .isInstanceOfSatisfying(LeadCreated.class, created -> {
          assertThat(created.facts().source()).isEqualTo("fair");
          assertThat(created.facts().createdOn()).isEqualTo("2026-01-02");
          assertThat(created.facts().disqualifiedOn()).isNull();
          assertThat(created.sourceVersion()).hasToString("7");
        });
    assertThat(lastStored("lead-l-3")).isInstanceOfSatisfying(LeadConverted.class, converted -> {
      assertThat(converted.conversion().dealId()).hasToString("deal-d-9");
      assertThat(converted.effectiveOn()).isEqualTo("2026-01-31");
      assertSays(converted.reason(), "rep-s1", "Signed");
    });
  }

  @Test
  void keepsTheReasonOfALeadThatNobodyWorksForTheLead() {
    put("/leads/l-4", """
        {'source':'web','status':'DISQUALIFIED','disqualifiedOn':'2026-01-31','reason':'Spam'}""");

    assertThat(lastStored("lead-l-4"))
        .isInstanceOfSatisfying(
            LeadDisqualified.class, given -> assertSays(given.reason(), "lead-l-4", "Spam"));
  }

  @Test
  void isMeantForTheVersionThatTheWriterSaw() {
    made(put("/leads/l-5", NEW), "/leads/l-5");

    problem(
        put("/leads/l-5", NEW.replace("NEW", "QUALIFIED"), "If-Match", "\"3\""),
        412,
        "version-mismatch");
    changed(put("/leads/l-5", NEW.replace("NEW", "QUALIFIED"), "If-Match", "\"0\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'repId':'s1' | 'repId':'nobody' | 422 | repId",
        "'source':'web' | 'source':'' | 400 | source",
        "'source':'web', | `` | 400 | source",
        "'status':'NEW' | 'status':'new' | 400 | status",
        "'status':'NEW' | 'status':'CONVERTED' | 400 | convertedOn",
        "'status':'NEW' | 'status':'DISQUALIFIED' | 400 | disqualifiedOn",
        "'status':'NEW' | 'status':'NEW','convertedDealId':'a b' | 400 | convertedDealId",
        "'createdOn':'2026-01-02' | 'createdOn':'yesterday' | 400 | createdOn",
        "'createdOn':'2026-01-02' | 'sourceVersion':'v1' | 400 | sourceVersion",
        "'createdOn':'2026-01-02' | 'reason':'' | 400 | reason",
        "'createdOn':'2026-01-02' | 'leadId':'other' | 400 | leadId",
        "'createdOn':'2026-01-02' | 'owner':'s1' | 400 | owner"
      })
  void namesWhatIsWrongWithARecord(String good, String bad, int status, String field) {
    assertThat(NEW).contains(good);

    Answer answer = put("/leads/bad", NEW.replace(good, bad));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(stored("lead-bad")).isEmpty();
  }

  @Test
  void namesTheLeadThatAPostLacks() {
    Answer answer = problem(post("/leads", NEW), 400, "invalid-value");

    assertThat(answer.member("field")).isEqualTo("leadId");
  }

  private static Iterable<String> recorded(Answer answer) {
    return answer.json().path("recorded").valueStream().map(JsonNode::asString).toList();
  }

  private static String withId(String id, String body) {
    return body.replaceFirst("\\{", "{'leadId':'" + id + "',");
  }
}
