package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.RepId;
import dev.quotaledger.command.TerritoryList;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A dry run says of every row what an import would, and leaves nothing behind. */
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class DryRunTest {

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  /** Few rows a transaction, so that most rows depend on what another one decided. */
  @BeforeAll
  static void start() {
    side = ImportingSide.in(dataDir, "quotaledger.imports.batch-rows=2");
  }

  @AfterAll
  static void stop() {
    side.close();
  }

  @Test
  void acceptsWhatTheImportThenAcceptsWhateverTheKind() {
    House.files().forEach((kind, file) -> {
      if (kind.equals("quotas")) {
        openPlan();
      }
      TrackingToken before = head();
      JsonNode tried = dry(kind, file);

      assertThat(head()).as(kind).isEqualTo(before);
      assertThat(tried.path("dryRun").asBoolean()).isTrue();
      JsonNode done = side.run(kind, file);
      assertThat(done.path("dryRun").asBoolean()).isFalse();
      assertThat(counts(tried)).as(kind).isEqualTo(counts(done));
      assertThat(counts(dry(kind, file)))
          .as(kind + " again")
          .isEqualTo(counts(side.run(kind, file)));
    });
  }

  @Test
  void decidesRowsOnTheRowsBeforeThemAcrossTransactions() {
    String teams = "teamId,name,parentTeamId\n"
        + IntStream.range(0, 9)
            .mapToObj(i -> "deep-%d,Deep,%s\n".formatted(i, i == 0 ? "" : "deep-" + (i - 1)))
            .collect(Collectors.joining())
        + "deep-8,Deep,deep-7\ndeep-9,Deep,nowhere\ndeep-1,Other,\n";
    JsonNode tried = dry("teams", teams);

    assertThat(counts(tried)).isEqualTo("9 accepted, 1 unchanged, 2 rejected");
    assertThat(side.stored(OrganizationId.THE_ONE).toString()).doesNotContain("deep-");
    JsonNode done = side.run("teams", teams);
    assertThat(counts(done)).isEqualTo(counts(tried));
    assertThat(side.rejections(done)).isEqualTo(side.rejections(tried));
  }

  @Test
  void keepsNoNamesNoTerritoriesAndNoToken() {
    JsonNode reps = dry("reps", """
        repId,name,hiredOn
        ghost,Ghost,2020-01-01
        ghost,Ghost,2020-01-01
        ghost,Spirit,2020-01-01
        """);
    dry("territories", "territoryId,name\nghost-land,Ghosts\n");

    assertThat(counts(reps)).isEqualTo("2 accepted, 1 unchanged, 0 rejected");
    assertThat(side.bean(Directory.class).find(new RepId("ghost"))).isEmpty();
    assertThat(side.bean(TerritoryList.class).all())
        .noneMatch(each -> each.value().equals("ghost-land"));
    Answer answer = side.get("/imports/" + reps.path("importId").asString());
    assertThat(answer.header("Consistency-Token")).isEmpty();
  }

  @Test
  void checksTextsThatItDoesNotKeep() {
    String file = "leadId,source,status,disqualifiedOn,reason\nl9,web,DISQUALIFIED,2026-01-01,%s\n";

    assertThat(counts(dry("leads", file.formatted("x".repeat(2_000)))))
        .isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertThat(counts(dry("leads", file.formatted("x".repeat(2_001)))))
        .isEqualTo("0 accepted, 0 unchanged, 1 rejected");
  }

  @Test
  void beginsAgainWhereItWasEndedInTheMiddle(@TempDir Path another) {
    String file = "dealId,source,stage\n"
        + IntStream.range(0, 3_000)
            .mapToObj(i -> "dry-%d,crm,%s\n".formatted(i / 2, i % 10 == 0 ? "NONE" : "PROPOSAL"))
            .collect(Collectors.joining());
    String id;
    try (ImportingSide first = ImportingSide.in(another, "quotaledger.imports.batch-rows=5")) {
      id = first.post("deals?dryRun=true", file).member("importId");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> first.get("/imports/" + id).json().path("rowsRead").asLong() > 0);
    }
    try (ImportingSide second = ImportingSide.in(another)) {
      JsonNode done = second.completed(id);

      assertThat(counts(done)).isEqualTo("1500 accepted, 1200 unchanged, 300 rejected");
      assertThat(second.rejections(done).lines()).hasSize(301);
      assertThat(second.stored(new DealId("dry-1"))).isEmpty();
    }
  }

  @Test
  void takesAHundredThousandRowsAtMost() {
    String file = "dealId,source,stage\n" + "d,crm,NONE\n".repeat(100_001);

    JsonNode refused = side.post("deals?dryRun=true", file).json();

    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.path("error").asString())
        .isEqualTo(
            "The file has too many rows: expected at most 100,000 in a dry run; send them in parts.");
  }

  @Test
  void isSaidByTrueOrFalse() {
    Answer answer = side.post("teams?dryRun=yes", "teamId,name\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo("dryRun");
    assertThat(side.post("teams?dryRun=false", "teamId,name\n")
            .json()
            .path("dryRun")
            .asBoolean())
        .isFalse();
  }

  private static JsonNode dry(String kind, String file) {
    return side.run(kind + "?dryRun=true", file);
  }

  private static TrackingToken head() {
    return side.bean(EventStore.class).createHeadToken();
  }

  private static void openPlan() {
    side.send(new OpenPlan(
        new PlanId("fy26"),
        "Fiscal 2026",
        new CalendarId("fiscal"),
        Currency.getInstance("USD"),
        null));
  }
}
