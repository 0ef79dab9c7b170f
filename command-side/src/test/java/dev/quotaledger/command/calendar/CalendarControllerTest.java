package dev.quotaledger.command.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarControllerTest extends Writing {

  private static final String QUARTER = """
      {'calendarId':'%s','timeZone':'Europe/Berlin','periods':[
        {'periodId':'Q1','firstDay':'2026-01-01','lastDay':'2026-03-31'},
        {'periodId':'M1','firstDay':'2026-01-01','lastDay':'2026-01-31','parentId':'Q1'},
        {'periodId':'M2','firstDay':'2026-02-01','lastDay':'2026-03-31','parentId':'Q1'}]}""";

  @Test
  void definesACalendarOfPeriods() {
    Answer answer = made(post("/calendars", QUARTER.formatted("own")), "/calendars/own");

    assertThat(answer.member("calendarId")).isEqualTo("own");
    assertThat(answer.json().path("added").size()).isEqualTo(3);
    assertThat(answer.json().at("/added/1/parentId").asString()).isEqualTo("Q1");
    unchanged(post("/calendars", QUARTER.formatted("own")));
    problem(
        post("/calendars", QUARTER.formatted("own").replace("Berlin", "Paris")),
        409,
        "already-exists");
  }

  @ParameterizedTest
  @CsvSource({"MONTHS, 17", "QUARTERS, 5", "4-4-5, 17", "13x4, 14"})
  void definesACalendarOfAPattern(String pattern, int periods) {
    Answer answer = made(post("/calendars", """
            {'calendarId':'of-%1$s','timeZone':'UTC','pattern':'%1$s','firstDay':'2026-01-01'}""".formatted(pattern)), "/calendars/of-" + pattern);

    assertThat(answer.json().path("added").size()).isEqualTo(periods);
    assertThat(answer.json().at("/added/0/periodId").asString()).isEqualTo("FY2026");
  }

  @Test
  void extendsACalendarByPeriodsOrByAPattern() {
    post("/calendars", """
        {'calendarId':'grows','timeZone':'UTC','pattern':'QUARTERS','firstDay':'2026-01-01'}""");

    Answer year = changed(post("/calendars/grows/periods", """
        {'pattern':'QUARTERS','firstDay':'2027-01-01','years':2}"""));
    Answer day = changed(post("/calendars/grows/periods", """
        {'periods':[{'periodId':'last','firstDay':'2029-01-01','lastDay':'2029-01-01'}]}"""));

    assertThat(year.json().path("added").size()).isEqualTo(10);
    assertThat(day.json().path("version").asLong()).isEqualTo(2);
    problem(post("/calendars/grows/periods", """
        {'periods':[{'periodId':'far','firstDay':'2031-01-01','lastDay':'2031-01-01'}]}"""), 422, "periods-do-not-fit");
    problem(post("/calendars/none/periods", """
        {'pattern':'QUARTERS','firstDay':'2027-01-01'}"""), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'calendarId':'c','timeZone':'UTC'} | periods | either periods or a pattern",
        "{'calendarId':'c','timeZone':'UTC','periods':[],'pattern':'MONTHS'} | periods | either",
        "{'calendarId':'c','timeZone':'UTC','periods':[]} | periods | 1 to 1000 periods",
        "{'calendarId':'c','timeZone':'UTC','pattern':'WEEKS','firstDay':'2026-01-01'} | pattern | MONTHS",
        "{'calendarId':'c','timeZone':'UTC','pattern':'MONTHS'} | firstDay | the first day",
        "{'calendarId':'c','timeZone':'UTC','pattern':'MONTHS','firstDay':'2026-01-01','years':51} | years | 1 to 50",
        "{'calendarId':'c','timeZone':'Berlin','periods':[]} | timeZone | an IANA time zone",
        "{'calendarId':'c','periods':[]} | timeZone | an IANA time zone",
        "{'calendarId':'','timeZone':'UTC','periods':[]} | calendarId | 1 to 100 letters",
        "{'calendarId':'c','timeZone':'UTC','periods':[{'periodId':'p','firstDay':'2026-01-02','lastDay':'2026-01-01'}]} | periods[0].lastDay | a day not before",
      })
  void refusesBadInputByFieldAndExpectation(String body, String field, String expected) {
    Answer answer = problem(post("/calendars", body), 400, "invalid-value");

    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(answer.member("expected")).startsWith(expected);
  }
}
