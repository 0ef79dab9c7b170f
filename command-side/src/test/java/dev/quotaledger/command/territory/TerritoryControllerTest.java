package dev.quotaledger.command.territory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerritoryControllerTest extends Writing {

  @Test
  void definesATerritory() {
    String body = """
        {'territoryId':'fjords','name':'Fjords','potential':{'amount':'1200000.00','currency':'NOK'}}""";

    made(post("/territories", body), "/territories/fjords");

    assertThat(lastStored("territory-fjords"))
        .isEqualTo(new TerritoryDefined(
            new TerritoryId("fjords"), "Fjords", Money.of("1200000", "NOK"), DateRange.ALWAYS));
    unchanged(post("/territories", body));
    problem(post("/territories", "{'territoryId':'fjords','name':'Coast'}"), 409, "already-exists");
  }

  @Test
  void assignsItForDaysOfWhichBothEndsAreIncluded() {
    post("/reps", "{'repId':'h1','name':'H One','hiredOn':'2026-01-01'}");
    post("/territories", "{'territoryId':'days','name':'Days'}");

    changed(post("/territories/days/assignments", """
        {'repId':'h1','from':'2026-01-01','until':'2026-03-31','role':'PRIMARY'}"""));

    assertThat(lastStored("territory-days"))
        .isEqualTo(new TerritoryAssigned(
            new TerritoryId("days"),
            new RepId("h1"),
            HolderRole.PRIMARY,
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-04-01")));
    problem(post("/territories/days/assignments", """
            {'repId':'h1','from':'2026-03-31','role':'PRIMARY'}"""), 409, "territory-held");
    changed(post("/territories/days/assignments", """
        {'repId':'h1','from':'2026-04-01','role':'PRIMARY'}"""));
    unchanged(post("/territories/days/assignments", """
        {'repId':'h1','from':'2026-04-01','role':'PRIMARY'}"""));
  }

  @Test
  void assignsOneDay() {
    post("/reps", "{'repId':'h1','name':'H One','hiredOn':'2026-01-01'}");
    post("/territories", "{'territoryId':'day','name':'Day'}");

    changed(post("/territories/day/assignments", """
        {'repId':'h1','from':'2026-01-01','until':'2026-01-01','role':'CO'}"""));
  }

  @Test
  void refusesWhomItDoesNotKnow() {
    post("/territories", "{'territoryId':'lonely','name':'Lonely'}");

    Answer answer = problem(post("/territories/lonely/assignments", """
            {'repId':'nobody','from':'2026-01-01','role':'CO'}"""), 422, "unknown-reference");

    assertThat(answer.member("field")).isEqualTo("repId");
    problem(post("/territories/nowhere/assignments", """
            {'repId':'nobody','from':'2026-01-01','role':'CO'}"""), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'repId':'h1','from':'2026-01-02','until':'2026-01-01','role':'CO'} | until | a day not before",
        "{'repId':'h1','from':'2026-01-02','role':'BOSS'} | role | one of PRIMARY, CO",
        "{'repId':'h1','from':'2026-01-02'} | role | one of PRIMARY, CO",
        "{'repId':'h1','role':'CO'} | from | a date",
        "{'from':'2026-01-02','role':'CO'} | repId | a string"
      })
  void refusesBadInputByFieldAndExpectation(String body, String field, String expected) {
    Answer answer = problem(post("/territories/fjords/assignments", body), 400, "invalid-value");

    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(answer.member("expected")).startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'amount':'0.00001','currency':'NOK'} | potential.amount | at most 15 digits",
        "{'amount':'1','currency':'KRONE'} | potential.currency | an ISO 4217",
        "'1200000' | potential | an object"
      })
  void takesThePotentialAsAmountAndCurrency(String potential, String field, String expected) {
    Answer answer = problem(
        post("/territories", "{'territoryId':'p','name':'P','potential':" + potential + "}"),
        400,
        "invalid-value");

    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(answer.member("expected")).startsWith(expected);
  }
}
