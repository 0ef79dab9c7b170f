package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A file that is not what it was said to be is refused whole; how it is written matters not. */
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class ImportRefusalsTest {

  private static final int LONGEST_CELL = 32_768;
  private static final int MOST_BYTES = 1_000_000;

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  @BeforeAll
  static void start() {
    side = ImportingSide.in(dataDir, "quotaledger.http.max-import-size=" + MOST_BYTES + "B");
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
        "teams | teamId | it lacks name;",
        "teams | name,parentTeamId | it lacks teamId;",
        "teams | teamId,name,boss | it has 'boss', which is unknown;",
        "teams | teamId,name,Name | it has 'Name', which is unknown;",
        "teams | teamId,name, | it has '', which is unknown;",
        "teams | teamId;name | it lacks name, teamId; it has 'teamId;name', which is unknown;",
        "teams | teamId,name,name | Each column may be named once,",
        "teams | repId,name,hiredOn | it lacks teamId; it has 'hiredOn, repId', which is unknown;",
        "deals | teamId,name | expected a header of dealId, source, stage, and optionally",
        "splits | dealId,source,stage | it lacks percent, repId; it has 'source, stage'",
      })
  void columnsHaveToBeThoseOfTheKind(String kind, String header, String why) {
    String cells = header.replaceAll("[^,;]+", "one");

    refused(kind, (header + "\n" + cells + "\n").getBytes(UTF_8), why);
  }

  static Stream<byte[]> filesThatAreNotUtf8() {
    return Stream.of(
        "teamId,name\nnorth,Nörd\n".getBytes(ISO_8859_1),
        "teamId,name\nnorth,North\n".getBytes(UTF_16),
        joined("teamId,name\nnorth,North\nsouth,".getBytes(UTF_8), new byte[] {(byte) 0xC3}),
        joined(
            "teamId,name\n".getBytes(UTF_8),
            "north,North\n".repeat(10_000).getBytes(UTF_8),
            new byte[] {(byte) 0xFF, '\n'}));
  }

  @ParameterizedTest
  @MethodSource("filesThatAreNotUtf8")
  void textHasToBeUtf8(byte[] file) {
    refused("teams", file, "The file is not UTF-8: expected text in that encoding.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n", "\uFEFF"})
  void thereHasToBeAHeader(String file) {
    refused(
        "teams", file.getBytes(UTF_8), "The file is empty: expected a header and rows of teams.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"south,\"South\" East", "south,\"South", "\"south\"\"", "\"a\"b,South"})
  void quotingThatIsWrongAnywhereKeepsEveryRowOut(String row) {
    String file = "teamId,name\nnorth,North\n%s\nwest,West\n".formatted(row);

    refused("teams", file.getBytes(UTF_8), "The file is not well-formed CSV: ");
    assertThat(refused("teams", file.getBytes(UTF_8), "line 3").path("rows").asInt())
        .isZero();
  }

  @Test
  void aCellIsAtMostSoLong() {
    String longest = "teamId,name\nnorth,%s\n".formatted("x".repeat(LONGEST_CELL));

    assertThat(counts(side.run("teams", longest))).isEqualTo("0 accepted, 0 unchanged, 1 rejected");
    refused(
        "teams",
        longest.replace("x\n", "xx\n").getBytes(UTF_8),
        "The file is not well-formed CSV: ");
  }

  @Test
  void aRowHasAtMostSoManyCellsAndSoMuchText() {
    String manyCells = "teamId,name\nnorth,%s\n".formatted("x,".repeat(1_000));
    String muchText = "teamId,name\nnorth" + ("," + "x".repeat(30_000)).repeat(5) + "\n";

    refused("teams", manyCells.getBytes(UTF_8), "The file is not well-formed CSV: ");
    refused("teams", muchText.getBytes(UTF_8), "The file is not well-formed CSV: ");
  }

  @Test
  void aFileHasAtMostSoManyPeriods() {
    String header = "calendarId,periodId,firstDay,lastDay\n";
    String rows = "c,p,,\n".repeat((int) CsvFile.MOST_PERIODS);

    refused(
        "periods",
        (header + rows + "c,p,,\n").getBytes(UTF_8),
        "The file has too many rows: expected at most 20,000 periods.");
    assertThat(counts(side.run("periods", header + rows)))
        .isEqualTo("0 accepted, 0 unchanged, 20000 rejected");
  }

  @Test
  void aFileThatIsTooLargeIsNotTakenWhetherOrNotItSaysItsLength() throws IOException {
    byte[] file = joined(
        "teamId,name\nlarge,Large\n".getBytes(UTF_8), "\n".repeat(MOST_BYTES).getBytes(UTF_8));

    Answer withLength = side.post("teams", file);
    Answer inChunks = Client.send(HttpRequest.newBuilder(
            URI.create("http://localhost:" + side.port() + "/api/v1/imports/teams"))
        .header("Authorization", ImportingSide.ADMIN)
        .header("Content-Type", "text/csv")
        .POST(BodyPublishers.ofByteArrays(List.of(file)))
        .build());

    for (Answer answer : List.of(withLength, inChunks)) {
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.member("code")).isEqualTo("body-too-large");
      assertThat(answer.json().path("limit").asLong()).isEqualTo(MOST_BYTES);
    }
    assertThat(counts(side.run("teams", "teamId,name\nlarge,Large\n")))
        .isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertNothingIsLeftOnDisk();
  }

  private static void assertNothingIsLeftOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(dataDir.resolve("imports"))) {
      assertThat(files).allSatisfy(file -> assertThat(file.toString()).endsWith(".rejections"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deal", "DEALS", "webhooks"})
  void aKindThatThereIsNotIsNamedWithThoseThatThereAre(String kind) {
    Answer answer = side.post(kind, "teamId,name\nnorth,North\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("code")).isEqualTo("invalid-value");
    assertThat(answer.member("field")).isEqualTo("kind");
    assertThat(answer.member("expected"))
        .isEqualTo("one of periods, teams, reps, territories, assignments, quotas, quotaSheets, "
            + "deals, splits, dealHistory, leads, spend");
  }

  @Test
  void onlyCsvIsTaken() {
    Answer answer = new Client(side.port())
        .sendJson("POST", "/api/v1/imports/teams", "{}", "Authorization", ImportingSide.ADMIN);

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void columnsMayComeInAnyOrderAndOptionalOnesMayBeMissing() {
    assertThat(counts(side.run("teams", "parentTeamId,name,teamId\n,Order,order\n")))
        .isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertThat(counts(side.run("teams", "name,teamId\nOrder,order\n")))
        .isEqualTo("0 accepted, 1 unchanged, 0 rejected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesMayEndInAnyWayAndBeEmpty(String end) {
    String file = """
        \uFEFFteamId,name

        ended-%1$d,"Ended, 1"
        other-%1$d,Öther""".formatted((int) end.charAt(end.length() - 1) + end.length());

    JsonNode done = side.run("teams", file.replace("\n", end));
    JsonNode again = side.run("teams", file.replace("\n", end) + end + end);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 0 rejected");
    assertThat(counts(again)).isEqualTo("0 accepted, 2 unchanged, 0 rejected");
  }

  @Test
  void aFileMayHaveNoRows() {
    assertThat(counts(side.run("teams", "teamId,name\n")))
        .isEqualTo("0 accepted, 0 unchanged, 0 rejected");
  }

  /** What the answer says, after a check that the file left no trace but that. */
  private static JsonNode refused(String kind, byte[] file, String why) {
    TrackingToken before = side.bean(EventStore.class).createHeadToken();
    Answer taken = side.post(kind, file);
    assertThat(taken.status()).isEqualTo(202);
    JsonNode refused = side.get("/imports/" + taken.member("importId")).json();
    assertThat(refused).isEqualTo(taken.json());
    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.path("error").asString()).contains(why);
    assertThat(refused.path("startedAt").isNull()).isTrue();
    assertThat(counts(refused)).isEqualTo("0 accepted, 0 unchanged, 0 rejected");
    assertThat(side.rejections(refused)).isEqualTo("line,code,message\r\n");
    assertThat(side.bean(EventStore.class).createHeadToken()).isEqualTo(before);
    return refused;
  }

  private static byte[] joined(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
