package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Exports of CRMs are taken as they are, by profiles that say how they are read. */
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class ImportProfilesTest {

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  @BeforeAll
  static void start() {
    side = ImportingSide.in(
        dataDir,
        "quotaledger.imports.profiles.our-hubspot.based-on=hubspot-deal",
        "quotaledger.imports.profiles.our-hubspot.version=2026-03",
        "quotaledger.imports.profiles.our-hubspot.owners[Sarah Chen]=275",
        "quotaledger.imports.profiles.our-hubspot.owners[sarah.chen@example.com]=275",
        "quotaledger.imports.profiles.legacy.version=7",
        "quotaledger.imports.profiles.legacy.source=legacy",
        "quotaledger.imports.profiles.legacy.columns.dealId=No.",
        "quotaledger.imports.profiles.legacy.columns.stage=Status",
        "quotaledger.imports.profiles.legacy.columns.amount=Value",
        "quotaledger.imports.profiles.legacy.close-date=Closing",
        "quotaledger.imports.profiles.legacy.stages[Yes]=WON",
        "quotaledger.imports.profiles.legacy.currency=SEK",
        "quotaledger.imports.profiles.legacy.date-format=M/d/yyyy");
    for (String rep : List.of("275", "005Dn000001AbcDIAS", "005Dn000001AbcEIAS")) {
      side.send(new HireRep(new RepId(rep), null, null, LocalDate.of(2020, 1, 1)));
    }
    side.send(new DefineCalendar(
        new CalendarId("berlin"),
        ZoneId.of("Europe/Berlin"),
        List.of(new Period(
            new PeriodId("Y"), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), null))));
  }

  @AfterAll
  static void stop() {
    side.close();
  }

  @Test
  void anExportOfSalesforcesDataLoaderIsTakenAsItIs() throws IOException {
    JsonNode done = side.run(
        "deals?profile=salesforce-opportunity&calendarId=berlin", file("salesforce-data-loader"));

    assertThat(counts(done)).isEqualTo("3 accepted, 0 unchanged, 3 rejected");
    assertThat(done.path("profile").asString()).isEqualTo("salesforce-opportunity");
    assertThat(done.path("profileVersion").asString()).isEqualTo("1");
    DealFacts open = opened("sf-006Dn00000A1b2cIAB");
    assertThat(open.source()).isEqualTo("salesforce");
    assertThat(open.repId()).hasToString("rep-005Dn000001AbcDIAS");
    assertThat(open.accountId()).hasToString("account-001Dn00000X9y8zIAA");
    assertThat(open.stage()).hasToString("NEGOTIATION");
    assertThat(open.amount()).hasToString("45000.00 EUR");
    assertThat(open.createdOn()).as("in the calendar's time zone").isEqualTo("2026-01-16");
    assertThat(open.expectedCloseOn()).isEqualTo("2026-09-30");
    assertThat(open.closedOn()).isNull();
    assertThat(side.stored(new DealId("sf-006Dn00000A1b2dIAB")).getLast())
        .isInstanceOfSatisfying(DealWon.class, won -> {
          assertThat(won.closedOn()).isEqualTo("2026-02-28");
          assertThat(won.sourceVersion()).hasToString("2026-03-01T08:00:00Z");
        });
    assertThat(opened("sf-006Dn00000A1b2dIAB").expectedCloseOn()).isNull();
    assertThat(opened("sf-006Dn00000A1b2eIAB").stage()).as("by its columns").hasToString("LOST");
    assertThat(side.rejections(done))
        .contains(
            "6,invalid-value,\"ISDELETED: expected false, since",
            "7,invalid-value,\"STAGENAME: expected one of PROSPECTING,",
            "8,invalid-value,\"CLOSEDATE: expected a date such as 2026-01-31,");
  }

  @Test
  void anExportOfSalesforcesWeeklyServiceIsTakenAsItIs() throws IOException {
    String file = file("salesforce-weekly-export").replace("A1b2cIAB", "B1b2cIAB");
    JsonNode none = side.run("deals?profile=salesforce-opportunity", file);
    JsonNode euro = side.run("deals?profile=salesforce-opportunity&currency=EUR", file);
    JsonNode again = side.run("deals?profile=salesforce-opportunity&currency=EUR", file);

    assertThat(side.rejections(none)).contains("CurrencyIsoCode: expected a currency,");
    assertThat(counts(euro)).isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertThat(counts(again)).isEqualTo("0 accepted, 1 unchanged, 0 rejected");
    DealFacts deal = opened("sf-006Dn00000B1b2cIAB");
    assertThat(deal.createdOn()).isEqualTo("2026-01-15");
    assertThat(deal.stage()).hasToString("PROPOSAL");
    assertThat(deal.amount()).hasToString("45000.00 EUR");
  }

  @Test
  void anExportOfHubspotIsTakenAsItIsWithOwnersThatConfigurationKnows() throws IOException {
    JsonNode done = side.run("deals?profile=our-hubspot&calendarId=berlin", file("hubspot-deals"));

    assertThat(counts(done)).isEqualTo("3 accepted, 0 unchanged, 1 rejected");
    assertThat(done.path("profileVersion").asString()).isEqualTo("2026-03");
    DealFacts open = opened("hs-17843920331");
    assertThat(open.stage()).hasToString("QUALIFIED");
    assertThat(open.repId()).hasToString("rep-275");
    assertThat(open.accountId()).hasToString("account-9876543210");
    assertThat(open.createdOn()).as("a time without an offset").isEqualTo("2026-01-31");
    assertThat(open.expectedCloseOn()).isEqualTo("2026-12-01");
    assertThat(side.stored(new DealId("hs-17843920332")).getLast())
        .isInstanceOfSatisfying(DealWon.class, won -> {
          assertThat(won.closedOn()).isEqualTo("2026-02-14");
          assertThat(won.sourceVersion()).as("of Berlin").hasToString("2026-03-01T09:15:00Z");
        });
    assertThat(opened("hs-17843920333").amount()).isNull();
    assertThat(side.rejections(done))
        .contains("5,invalid-value,\"Deal owner: expected 1 to 100 letters")
        .contains("17843920334,Pied Piper,Contract Sent,,Nobody We Know");
  }

  @Test
  void whatWasRejectedIsMendedInTheColumnsOfTheExport() throws IOException {
    String file = file("hubspot-deals").replace("178439203", "998439203");
    JsonNode done = side.run("deals?profile=our-hubspot", file);
    JsonNode mended = side.run(
        "deals?profile=our-hubspot", side.rejections(done).replace("Nobody We Know", "Sarah Chen"));

    assertThat(counts(mended)).isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertThat(opened("hs-99843920334").repId()).hasToString("rep-275");
  }

  @Test
  void aProfileOfOnesOwnHasAFormOfDatesAndACurrency() {
    JsonNode done = side.run("deals?profile=legacy", """
        No.,Status,Value,Closing,Remark
        l-1,yes,7,2/28/2026,as it was
        l-2,PROPOSAL,8,12/31/2026,
        l-3,PROPOSAL,8,2026-13-31,
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 1 rejected");
    assertThat(opened("l-1").closedOn()).isEqualTo("2026-02-28");
    assertThat(opened("l-1").amount()).hasToString("7.00 SEK");
    assertThat(opened("l-2").expectedCloseOn()).isEqualTo("2026-12-31");
    assertThat(side.rejections(done)).contains("Closing: expected a date such as 2026-01-31,");
  }

  @Test
  void aDryRunReadsTheSameFile() throws IOException {
    String file = file("hubspot-deals").replace("178439203", "777439203");
    JsonNode tried = side.run("deals?profile=our-hubspot&dryRun=true", file);

    assertThat(counts(tried)).isEqualTo("3 accepted, 0 unchanged, 1 rejected");
    assertThat(side.stored(new DealId("hs-77743920331"))).isEmpty();
  }

  @Test
  void aFileThatIsNoSuchExportIsRefusedWhole() {
    JsonNode refused = side.post(
            "deals?profile=hubspot-deal", "Record ID,Deal Name,Amount\n1,x,2\n")
        .json();

    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.path("error").asString())
        .isEqualTo(
            "This is not a file for the profile hubspot-deal: expected one column Deal Stage.");
  }

  @ParameterizedTest
  @CsvSource({
    "deals?profile=nothing, 400, profile",
    "leads?profile=hubspot-deal, 400, profile",
    "deals?calendarId=berlin, 400, calendarId",
    "deals?currency=EUR, 400, currency",
    "deals?profile=hubspot-deal&currency=euro, 400, currency",
    "deals?profile=hubspot-deal&calendarId=a%20b, 400, calendarId",
    "deals?profile=hubspot-deal&calendarId=nowhere, 422, calendarId"
  })
  void namesWhatIsWrongWithARequest(String path, int status, String field) {
    Answer answer = side.post(path, "Record ID,Deal Stage\n");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "version=1, lacks one of version",
    "based-on=nothing, based-on leads to no profile",
    "based-on=odd, based-on leads to no profile",
    "time-zone=Mars, Mars",
    "date-format=qqqqqqqq, date",
  })
  void aProfileThatCannotBeUsedIsRefusedAtTheStart(
      String setting, String why, @TempDir Path another) {
    assertThatThrownBy(
            () -> ImportingSide.in(another, "quotaledger.imports.profiles.odd." + setting)
                .close())
        .hasStackTraceContaining(why);
  }

  private static DealFacts opened(String dealId) {
    return ((DealOpened) side.stored(new DealId(dealId)).getFirst()).facts();
  }

  private static String file(String name) throws IOException {
    try (InputStream csv =
        Objects.requireNonNull(ImportProfilesTest.class.getResourceAsStream(name + ".csv"))) {
      return new String(csv.readAllBytes(), UTF_8);
    }
  }
}
