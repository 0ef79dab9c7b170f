package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A row that cannot be taken is told apart from the others, with what was expected instead. */
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class ImportRejectionsTest {

  private static final Map<String, String> HEADERS = Map.ofEntries(
      entry("periods", "calendarId,periodId,firstDay,lastDay,parentId"),
      entry("teams", "teamId,name,parentTeamId"),
      entry("reps", "repId,name,teamId,managerId,hiredOn,lastDay"),
      entry("territories", "territoryId,name,potential"),
      entry("assignments", "territoryId,repId,from,until,role"),
      entry(
          "quotas",
          "planId,subjectType,subjectId,territoryId,productLine,periodId,amount,reason,"
              + "effectiveOn"),
      entry("quotaSheets", "planId,subjectType,subjectId,territoryId,reason,Q1"),
      entry(
          "deals",
          "dealId,source,repId,territoryId,accountId,productLine,stage,amount,currency,createdOn,"
              + "expectedCloseOn,closedOn,leadId,sourceVersion"),
      entry("splits", "dealId,repId,percent,reason"),
      entry("dealHistory", "dealId,source,changedAt,stage,amount,currency,expectedCloseOn,repId"),
      entry(
          "leads",
          "leadId,source,repId,createdOn,status,convertedDealId,convertedOn,disqualifiedOn,"
              + "reason"),
      entry("spend", "spendId,category,channel,amount,currency,from,until,teamId,productLine"));

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  @BeforeAll
  static void start() {
    side = ImportingSide.in(dataDir);
    House.isBuiltIn(side);
  }

  @AfterAll
  static void stop() {
    side.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "periods | ,A,2026-01-01,2026-12-31, | calendarId: expected a value, but was ''.",
        "periods | f,,2026-01-01,2026-12-31, | periodId: expected a value, but was ''.",
        "periods | f,A,,2026-12-31, | firstDay: expected a value, but was ''.",
        "periods | f,A,2026-01-01,2026-02-30, | lastDay: expected a date such as 2026-01-31,",
        "periods | f,A,1899-12-31,2026-02-01, | firstDay: expected a date such as 2026-01-31,",
        "periods | f,A,2026-02-01,2026-01-01, | lastDay: expected a day not before 2026-02-01,",
        "periods | f,A,2026-01-01,2026-01-31,a b | parentId: expected 1 to 100 letters, digits",
        "teams | ,West, | teamId: expected a value, but was ''.",
        "teams | a/b,West, | teamId: expected 1 to 100 letters, digits",
        "teams | west,, | name: expected a value, but was ''.",
        "teams | west,West,a b | parentTeamId: expected 1 to 100 letters, digits",
        "teams | west,West | row: expected 3 cells, but was '2 cells'.",
        "teams | west,West,,, | row: expected 3 cells, but was '5 cells'.",
        "reps | ,Ada,,,2020-01-01, | repId: expected a value, but was ''.",
        "reps | ada,,,,2020-01-01, | name: expected a value, but was ''.",
        "reps | ada,Ada,,,, | hiredOn: expected a value, but was ''.",
        "reps | ada,Ada,,,01/02/2020, | hiredOn: expected a date such as 2026-01-31,",
        "reps | ada,Ada,,,2020-01-01,soon | lastDay: expected a date such as 2026-01-31,",
        "reps | ada,Ada,,,2020-01-01,2019-12-31 | lastDay: expected a day not before 2020-01-01,",
        "reps | ada,Ada,a b,,2020-01-01, | teamId: expected 1 to 100 letters, digits",
        "territories | ,West, | territoryId: expected a value, but was ''.",
        "territories | t7,, | name: expected a value, but was ''.",
        "territories | t7,W,5 | potential: expected an amount and a currency such as 250000 USD,",
        "territories | t7,W,5 US | potential: expected an ISO 4217 currency code such as EUR,",
        "territories | t7,W,five USD | potential: expected a decimal number",
        "assignments | ,r1,2026-01-01,,CO | territoryId: expected a value, but was ''.",
        "assignments | t1,,2026-01-01,,CO | repId: expected a value, but was ''.",
        "assignments | t1,r1,,,CO | from: expected a value, but was ''.",
        "assignments | t1,r1,x,,CO | from: expected a date such as 2026-01-31,",
        "assignments | t1,r1,2026-01-02,2026-01-01,CO | until: expected a day not before 2026-01",
        "assignments | t1,r1,2026-01-01,, | role: expected a value, but was ''.",
        "assignments | t1,r1,2026-01-01,,co | role: expected one of PRIMARY, CO, but was 'co'.",
        "quotas | ,REP,r1,,,Q1,1,, | planId: expected a value, but was ''.",
        "quotas | fy26,,r1,,,Q1,1,, | subjectType: expected a value, but was ''.",
        "quotas | fy26,rep,r1,,,Q1,1,, | subjectType: expected one of REP, TEAM, HOUSE,",
        "quotas | fy26,REP,,,,Q1,1,, | subjectId: expected a value, but was ''.",
        "quotas | fy26,HOUSE,r1,,,Q1,1,, | subjectId: expected no id, or 'house', for the house,",
        "quotas | fy26,REP,r1,,,,1,, | periodId: expected a value, but was ''.",
        "quotas | fy26,REP,r1,,,Q1,,, | amount: expected a value, but was ''.",
        "quotas | fy26,REP,r1,,,Q1,`1 000`,, | amount: expected a decimal number",
        "quotas | fy26,REP,r1,,,Q1,1,,x | effectiveOn: expected a date such as 2026-01-31,",
        "quotaSheets | ,REP,r1,,,1 | planId: expected a value, but was ''.",
        "quotaSheets | fy26,rep,r1,,,1 | subjectType: expected one of REP, TEAM, HOUSE,",
        "quotaSheets | fy26,REP,,,,1 | subjectId: expected a value, but was ''.",
        "quotaSheets | fy26,REP,r1,,,x | Q1: expected a decimal number",
        "quotaSheets | fy26,REP,r1,,1 | row: expected 6 cells, but was '5 cells'.",
        "deals | ,crm,,,,,QUALIFIED,,,,,,, | dealId: expected a value, but was ''.",
        "deals | d7,,,,,,QUALIFIED,,,,,,, | source: expected a value, but was ''.",
        "deals | d7,crm,,,,,,,,,,,, | stage: expected a value, but was ''.",
        "deals | d7,crm,,,,,Won,,,,,,, | stage: expected one of PROSPECTING, QUALIFIED, PROPOSAL,",
        "deals | d7,crm,a b,,,,QUALIFIED,,,,,,, | repId: expected 1 to 100 letters, digits",
        "deals | d7,crm,,,,,QUALIFIED,x,USD,,,,, | amount: expected a decimal number",
        "deals | d7,crm,,,,,QUALIFIED,1e99,USD,,,,, | amount: expected a decimal number",
        "deals | d7,crm,,,,,QUALIFIED,1,,,,,, | currency: expected a currency, because there is",
        "deals | d7,crm,,,,,QUALIFIED,1,usd,,,,, | currency: expected an ISO 4217 currency code",
        "deals | d7,crm,,,,,QUALIFIED,,,x,,,, | createdOn: expected a date such as 2026-01-31,",
        "deals | d7,crm,,,,,QUALIFIED,,,,x,,, | expectedCloseOn: expected a date such as",
        "deals | d7,crm,,,,,WON,1,USD,,,x,, | closedOn: expected a date such as 2026-01-31,",
        "deals | d7,crm,,,,,WON,1,USD,,,,, | closedOn: expected a date, because the stage is WON,",
        "deals | d7,crm,,,,,QUALIFIED,,,,,,,x | sourceVersion: expected an integer or an instant",
        "splits | ,r1,100, | dealId: expected a value, but was ''.",
        "splits | d1,,100, | repId: expected a value, but was ''.",
        "splits | d1,r1,, | percent: expected a value, but was ''.",
        "splits | d1,r1,x, | percent: expected a decimal number",
        "splits | d1,r1,101, | percent: expected a number above 0 and at most 100,",
        "dealHistory | ,crm,2026-01-01,WON,,,, | dealId: expected a value, but was ''.",
        "dealHistory | d7,,2026-01-01,WON,,,, | source: expected a value, but was ''.",
        "dealHistory | d7,crm,,WON,,,, | changedAt: expected a value, but was ''.",
        "dealHistory | d7,crm,then,WON,,,, | changedAt: expected a date such as 2026-01-31, or an",
        "dealHistory | d7,crm,2026-01-01T25:00:00Z,WON,,,, | changedAt: expected a date such as",
        "dealHistory | d7,crm,9998-01-01,WON,,,, | changedAt: expected a moment of the past,",
        "dealHistory | d7,crm,2026-01-01,,,,, | stage: expected a value, but was ''.",
        "dealHistory | d7,crm,2026-01-01,Won,,,, | stage: expected one of PROSPECTING, QUALIFIED,",
        "dealHistory | d7,crm,2026-01-01,WON,x,,, | amount: expected a decimal number",
        "dealHistory | d7,crm,2026-01-01,WON,0.00001,,, | amount: expected at most 15 digits",
        "dealHistory | d7,crm,2026-01-01,WON,1,usd,, | currency: expected an ISO 4217 currency",
        "dealHistory | d7,crm,2026-01-01,WON,,,x, | expectedCloseOn: expected a date such as",
        "dealHistory | d7,crm,2026-01-01,WON,,,,a b | repId: expected 1 to 100 letters, digits",
        "leads | ,web,,,NEW,,,, | leadId: expected a value, but was ''.",
        "leads | l7,,,,NEW,,,, | source: expected a value, but was ''.",
        "leads | l7,web,a b,,NEW,,,, | repId: expected 1 to 100 letters, digits",
        "leads | l7,web,,x,NEW,,,, | createdOn: expected a date such as 2026-01-31,",
        "leads | l7,web,,,,,,, | status: expected a value, but was ''.",
        "leads | l7,web,,,new,,,, | status: expected one of NEW, QUALIFIED, DISQUALIFIED,",
        "leads | l7,web,,,CONVERTED,a b,2026-01-01,, | convertedDealId: expected 1 to 100",
        "leads | l7,web,,,CONVERTED,d1,,, | convertedOn: expected a date, because the status is",
        "leads | l7,web,,,CONVERTED,d1,x,, | convertedOn: expected a date such as 2026-01-31,",
        "leads | l7,web,,,DISQUALIFIED,,,, | disqualifiedOn: expected a date, because the status",
        "spend | ,ads,,1,EUR,2026-01-01,2026-01-31,, | spendId: expected a value, but was ''.",
        "spend | s7,,,1,EUR,2026-01-01,2026-01-31,, | category: expected a value, but was ''.",
        "spend | s7,ads,,,EUR,2026-01-01,2026-01-31,, | amount: expected a value, but was ''.",
        "spend | s7,ads,,x,EUR,2026-01-01,2026-01-31,, | amount: expected a decimal number",
        "spend | s7,ads,,1,,2026-01-01,2026-01-31,, | currency: expected a value, but was ''.",
        "spend | s7,ads,,1,EUR,,2026-01-31,, | from: expected a value, but was ''.",
        "spend | s7,ads,,1,EUR,2026-01-01,,, | until: expected a value, but was ''.",
        "spend | s7,ads,,1,EUR,2026-01-02,2026-01-01,, | until: expected a day from 2026-01-02 to",
        "spend | s7,ads,,1,EUR,2026-01-01,2036-01-01,, | until: expected a day from 2026-01-01 to",
        "spend | s7,ads,,1,EUR,2026-01-01,2026-01-31,a b, | teamId: expected 1 to 100 letters,",
      })
  void aCellThatCannotBeReadIsNamedWithWhatWasExpected(String kind, String row, String why) {
    JsonNode done = side.run(kind, HEADERS.get(kind) + "\n" + row + "\n");

    assertThat(counts(done)).isEqualTo("0 accepted, 0 unchanged, 1 rejected");
    assertThat(side.rejections(done).lines().skip(1).findFirst().orElseThrow())
        .matches("2,invalid-value,\"?" + Pattern.quote(why) + ".*")
        .endsWith("," + row);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "periods | fiscal,N,2028-01-01,2028-12-31, | periods-do-not-fit",
        "periods | fiscal,H1,2026-01-01,2026-06-30,zz | periods-do-not-fit",
        "teams | west,West,zz | unknown-reference",
        "teams | sales,Others, | already-exists",
        "reps | ada,Ada,zz,,2020-01-01, | unknown-reference",
        "reps | ada,Ada,,zz,2020-01-01, | unknown-reference",
        "reps | r1,One,sales,,2021-01-01, | already-exists",
        "territories | t1,Another, | already-exists",
        "assignments | zz,r1,2026-01-01,,CO | not-found",
        "assignments | t1,zz,2026-01-01,,CO | unknown-reference",
        "assignments | t1,r2,2026-01-01,,PRIMARY | territory-held",
        "quotas | zz,REP,r1,,,Q1,1,, | not-found",
        "quotas | fy26,REP,zz,,,Q1,1,, | unknown-reference",
        "quotas | fy26,REP,r1,zz,,Q1,1,, | unknown-reference",
        "quotas | fy26,REP,r1,,,zz,1,, | unknown-reference",
        "quotas | fy26,REP,r1,,,Q1,1.001,, | not-in-minor-units",
        "quotas | fy26,REP,r1,,,Q1,-1,, | negative-quota",
        "quotaSheets | fy26,REP,zz,,,1 | unknown-reference",
        "quotaSheets | fy26,REP,r1,,,-1 | negative-quota",
        "deals | d7,crm,zz,,,,WON,1,USD,,,2026-01-01,, | unknown-reference",
        "deals | d7,crm,,zz,,,WON,1,USD,,,2026-01-01,, | unknown-reference",
        "splits | zz,r1,100, | not-found",
        "splits | d1,zz,100, | unknown-reference",
        "dealHistory | d1,crm,2026-01-01,WON,,,,zz | unknown-reference",
        "leads | l7,web,zz,,NEW,,,, | unknown-reference",
        "spend | s7,ads,,1,EUR,2026-01-01,2026-01-31,zz, | unknown-reference",
      })
  void aRowThatIsRefusedHasTheCodeOfTheRefusal(String kind, String row, String code) {
    JsonNode done = side.run(kind, HEADERS.get(kind) + "\n" + row + "\n");

    assertThat(counts(done)).isEqualTo("0 accepted, 0 unchanged, 1 rejected");
    assertThat(side.rejections(done).lines().skip(1).findFirst().orElseThrow())
        .startsWith("2," + code + ",")
        .endsWith("," + row);
  }

  @Test
  void theOthersGoOnInOneTransaction() {
    JsonNode done = side.run("deals", """
        dealId,source,stage,repId
        mixed-1,crm,PROPOSAL,r1
        mixed-2,crm,NONE,r1
        mixed-3,crm,PROPOSAL,nobody
        mixed-1,crm,PROPOSAL,r1
        mixed-4,crm,PROPOSAL,r1
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 1 unchanged, 2 rejected");
    assertThat(side.rejections(done).lines().skip(1).map(line -> line.split(",", 2)[0]))
        .containsExactly("3", "4");
    assertThat(side.stored(new DealId("mixed-1"))).hasSize(1);
    assertThat(side.stored(new DealId("mixed-2"))).isEmpty();
    assertThat(side.stored(new DealId("mixed-3"))).isEmpty();
    assertThat(side.stored(new DealId("mixed-4"))).hasSize(1);
  }

  @Test
  void aLineIsWhereItsRowStartsThoughRowsTakeSeveralAndLinesAreEmpty() {
    JsonNode done = side.run("deals", """
        dealId,source,stage

        "bad
        id",crm,PROPOSAL

        lined-1,crm,NONE
        """);

    assertThat(side.rejections(done).lines().filter(line -> line.matches("\\d+,.*")))
        .extracting(line -> line.split(",", 2)[0])
        .containsExactly("3", "6");
  }

  @Test
  void whatHasCommasQuotesAndLineBreaksIsQuoted() {
    JsonNode done = side.run("teams", """
        name,teamId,parentTeamId
        "North, ""upper""\",quoted-1,nowhere
        "two
        lines",quoted-2,
        ,quoted-3,"a ""b"", c"
        Ärzte & Söhne 東京,quoted-4,nowhere
        """);

    String unknown =
        "unknown-reference,\"The field parentTeamId names 'nowhere', which does not" + " exist.\"";
    assertThat(side.rejections(done)).isEqualToNormalizingNewlines("""
        line,code,message,name,teamId,parentTeamId
        2,%1$s,"North, ""upper""\",quoted-1,nowhere
        3,invalid-value,"name: expected 1 to 200 printable characters, but was 'two
        lines'.","two
        lines",quoted-2,
        5,invalid-value,"name: expected a value, but was ''.",,quoted-3,"a ""b"", c"
        6,%1$s,Ärzte & Söhne 東京,quoted-4,nowhere
        """.formatted(unknown));
  }

  @Test
  void whatASpreadsheetWouldTakeForAFormulaIsMadeHarmlessAndNumbersAreNot() {
    JsonNode done = side.run("quotas", """
        planId,subjectType,subjectId,periodId,amount,reason
        =cmd|' /C calc'!A0,REP,r1,Q1,1,
        @SUM(1),REP,r1,Q1,1,
        +a,REP,r1,Q1,1,
        -a,REP,r1,Q1,1,
        \ta,REP,r1,Q1,1,
        "\ra",REP,r1,Q1,1,
        nil,REP,r1,Q1,-12.5,
        nil,REP,r1,Q1,+7,a=b
        nil,REP,r1,Q1,-1+1,
        """);

    String rejections = side.rejections(done);
    assertThat(counts(done)).isEqualTo("0 accepted, 0 unchanged, 9 rejected");
    assertThat(rejections)
        .contains(
            ",'=cmd|' /C calc'!A0,REP",
            ",'@SUM(1),REP",
            ",'+a,REP",
            ",'-a,REP",
            ",'\ta,REP",
            ",\"'\ra\",REP",
            ",Q1,-12.5,",
            ",Q1,+7,a=b",
            ",Q1,'-1+1,");
    assertThat(rejections.split("[,\\n]")).noneMatch(cell -> cell.matches("[=@\\t].*"));
  }

  @Test
  void canBeMendedAndSentAgain() {
    JsonNode done = side.run("teams", """
        teamId,name,parentTeamId
        mended-1,"One, and more",nowhere
        mended-2,Two,
        mended-3,"Three ""3""\",nowhere
        """);

    String rejected = side.rejections(done);
    JsonNode asItIs = side.run("teams", rejected);
    String mended = rejected.replace("nowhere", "sales");
    JsonNode again = side.run("teams", mended);

    assertThat(counts(done)).isEqualTo("1 accepted, 0 unchanged, 2 rejected");
    assertThat(counts(asItIs)).isEqualTo("0 accepted, 0 unchanged, 2 rejected");
    assertThat(side.rejections(asItIs).replaceAll("(?m)^\\d+", "?"))
        .isEqualTo(rejected.replaceAll("(?m)^\\d+", "?"));
    assertThat(counts(again)).isEqualTo("2 accepted, 0 unchanged, 0 rejected");
    assertThat(counts(side.run("teams", mended))).isEqualTo("0 accepted, 2 unchanged, 0 rejected");
    assertThat(side.rejections(again)).isEqualTo("line,code,message,teamId,name,parentTeamId\r\n");
  }

  @Test
  void comeBackWithTheCellsThatTheyHadHoweverOftenTheyWereMadeHarmless() {
    String rows = "teamId,name,parentTeamId\nformula-1,=1+1,nowhere\nformula-2,'=2,nowhere\n";

    String once = side.rejections(side.run("teams", rows));
    String twice = side.rejections(side.run("teams", once));
    JsonNode mended = side.run("teams", twice.replace("nowhere", "sales"));

    assertThat(once).contains(",formula-1,'=1+1,nowhere", ",formula-2,''=2,nowhere");
    assertThat(twice).isEqualTo(once);
    assertThat(counts(mended)).isEqualTo("2 accepted, 0 unchanged, 0 rejected");
    assertThat(side.stored(OrganizationId.THE_ONE))
        .filteredOn(TeamCreated.class::isInstance)
        .extracting(created -> ((TeamCreated) created).name())
        .contains("=1+1", "'=2");
  }

  @ParameterizedTest
  @EnumSource
  void areTakenAgainWhateverTheirKind(ImportKind kind) {
    String header = HEADERS.getOrDefault(kind.pathName(), "");
    String cells =
        ",".repeat(header.split(",").length - 1) + (kind == ImportKind.QUOTA_SHEETS ? "1" : "");

    JsonNode done = side.run(kind.pathName(), header + "\n" + cells + "\n");
    JsonNode again = side.run(kind.pathName(), side.rejections(done));

    assertThat(counts(again)).isEqualTo("0 accepted, 0 unchanged, 1 rejected");
    assertThat(side.rejections(again)).isEqualTo(side.rejections(done));
  }

  @Test
  void areCountedWithoutTheColumnsThatWereAdded() {
    JsonNode done =
        side.run("teams", "line,code,message,teamId,name\n2,x,y,wide-1,Wide,more\n3,x\n");

    assertThat(side.rejections(done))
        .contains("expected 2 cells, but was '3 cells'", "expected 2 cells, but was '0 cells'");
  }

  @Test
  void comesAsAFileOfTheLengthThatIsSaid() {
    JsonNode done = side.run("teams", "teamId,name,parentTeamId\nfile-1,One,nowhere\n");

    Answer answer = side.get("/imports/" + done.path("importId").asString() + "/rejections");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"rejections-%s.csv\""
            .formatted(done.path("importId").asString()));
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void theRowsOfASplitAreRejectedTogetherAndOnlyThey() {
    JsonNode done = side.run("splits", """
        dealId,repId,percent,reason
        d1,r1,50,
        d1,nobody,50,
        d2,r1,60,
        d2,r2,40,
        d1,r1,50,
        d1,r2,x,
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 4 rejected");
    assertThat(side.rejections(done).lines().skip(1))
        .extracting(line -> line.split(",", 3)[0] + " " + line.split(",", 3)[1])
        .containsExactly(
            "2 unknown-reference", "3 unknown-reference", "6 invalid-value", "7 invalid-value");
  }
}
