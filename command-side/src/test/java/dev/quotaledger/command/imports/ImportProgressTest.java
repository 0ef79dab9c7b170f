package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.DealId;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How far an import is can be seen at any time; whatever stops it, it ends as if nothing had. */
@SuppressWarnings("NullAway.Init") // JUnit makes the directory
class ImportProgressTest {

  private static final String HEADER = "dealId,source,stage,amount,currency\n";
  private static final String SMALL_BATCHES = "quotaledger.imports.batch-rows=10";
  private static final String ONE_AT_A_TIME = "quotaledger.imports.concurrent=1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  private Path dataDir;

  @Test
  void rowsReadGrowsWhileTheImportRunsAndTheCountsAddUp() {
    try (ImportingSide side = ImportingSide.in(dataDir, SMALL_BATCHES)) {
      Answer taken = side.post("deals", mixed("grow", 2_000));
      assertThat(taken.status()).isEqualTo(202);
      assertThat(taken.header("Location")).isEqualTo("/api/v1/imports/" + taken.member("importId"));
      assertThat(taken.member("state")).isEqualTo("RUNNING");
      assertThat(taken.json().path("rows").asLong()).isEqualTo(2_000);
      assertThat(taken.json().path("rowsRead").asLong()).isZero();
      assertThat(taken.json().path("actor").asString()).isEqualTo("admin");

      List<JsonNode> seen = new ArrayList<>();
      Answer last;
      do {
        last = side.get("/imports/" + taken.member("importId"));
        seen.add(last.json());
      } while (last.member("state").equals("RUNNING"));

      List<Long> rowsRead =
          seen.stream().map(each -> each.path("rowsRead").asLong()).toList();
      assertThat(rowsRead).isSorted().endsWith(2_000L);
      assertThat(new TreeSet<>(rowsRead)).hasSizeGreaterThan(3);
      seen.forEach(ImportingSide::counts);
      assertThat(last.member("state")).isEqualTo("COMPLETED");
      assertThat(counts(last.json())).isEqualTo(countsOf(2_000));
      assertThat(Instant.parse(last.member("startedAt")))
          .isBetween(
              Instant.parse(last.member("receivedAt")), Instant.parse(last.member("finishedAt")));
    }
  }

  @Test
  void rejectionsCanBeReadWhileItRunsAndAreThoseOfTheRowsThatWereRead() {
    try (ImportingSide side = ImportingSide.in(dataDir, SMALL_BATCHES)) {
      String id = side.post("deals", mixed("partly", 2_000)).member("importId");
      boolean partly = false;
      String state;
      do {
        long before = side.get("/imports/" + id).json().path("rejected").asLong();
        long lines =
            side.get("/imports/" + id + "/rejections").response().body().lines().count();
        JsonNode after = side.get("/imports/" + id).json();
        assertThat(lines - 1).isBetween(before, after.path("rejected").asLong());
        state = after.path("state").asString();
        partly |= lines > 1 && state.equals("RUNNING");
      } while (state.equals("RUNNING"));

      assertThat(partly).isTrue();
    }
  }

  @Test
  void onlyACompletedImportThatRecordedSomethingHasAToken() {
    try (ImportingSide side = ImportingSide.in(dataDir)) {
      JsonNode recorded = side.run("deals", HEADER + "token-1,crm,PROPOSAL,1,EUR\n");
      JsonNode nothing = side.run("deals", HEADER + "token-1,crm,PROPOSAL,1,EUR\n");

      assertThat(tokenOf(side, recorded)).isNotEmpty();
      assertThat(ConsistencyToken.parse(tokenOf(side, recorded)).aggregateId())
          .isEqualTo("deal-token-1");
      assertThat(tokenOf(side, nothing)).isEmpty();
    }
  }

  private static String tokenOf(ImportingSide side, JsonNode done) {
    return side.get("/imports/" + done.path("importId").asString()).header(ConsistencyToken.HEADER);
  }

  @Test
  void importsAreListedTheNewestFirstPageByPage() {
    try (ImportingSide side = ImportingSide.in(dataDir)) {
      List<String> ids = new ArrayList<>();
      for (String file : List.of(HEADER, "nothing\n", HEADER + "listed,crm,PROPOSAL,,\n")) {
        ids.add(side.post("deals", file).member("importId"));
      }
      Collections.reverse(ids);

      JsonNode first = side.get("/imports?limit=2").json();
      JsonNode second =
          side.get("/imports?limit=2&cursor=" + first.path("next").asString()).json();

      assertThat(idsIn(first)).containsExactlyElementsOf(ids.subList(0, 2));
      assertThat(idsIn(second)).containsExactly(ids.getLast());
      assertThat(first.path("items").get(1).path("state").asString()).isEqualTo("REFUSED");
      assertThat(second.path("next").isNull()).isTrue();
    }
  }

  private static List<String> idsIn(JsonNode page) {
    return page.path("items")
        .valueStream()
        .map(item -> item.path("importId").asString())
        .toList();
  }

  @Test
  void anImportThatThereIsNotIsNotFound() {
    try (ImportingSide side = ImportingSide.in(dataDir)) {
      for (String path : List.of("/imports/20260101T000000000-0", "/imports/no/rejections")) {
        assertThat(side.get(path).status()).isEqualTo(404);
        assertThat(side.get(path).member("code")).isEqualTo("not-found");
      }
    }
  }

  @Test
  void theSameKeyStandsForTheSameFile() {
    try (ImportingSide side = ImportingSide.in(dataDir)) {
      String file = HEADER + "key-1,crm,PROPOSAL,,\n";
      Answer first = side.post("deals", file, "Idempotency-Key", "\"k-1\"");
      Answer again = side.post("deals", file, "Idempotency-Key", "\"k-1\"");
      Answer other = side.post("deals", file + "\n", "Idempotency-Key", "\"k-1\"");

      assertThat(again.status()).isEqualTo(202);
      assertThat(again.member("importId")).isEqualTo(first.member("importId"));
      assertThat(other.status()).isEqualTo(422);
      assertThat(other.member("code")).isEqualTo("idempotency-key-reused");
      assertThat(idsIn(side.get("/imports").json())).hasSize(1);
    }
  }

  @Test
  void twoRunAtOnceAndTheThirdWaits() {
    try (ImportingSide side =
        ImportingSide.in(dataDir, SMALL_BATCHES, "quotaledger.imports.max-waiting=3")) {
      List<String> ids = IntStream.range(0, 3)
          .mapToObj(i -> side.post("deals", mixed("three" + i, 2_000)).member("importId"))
          .toList();
      Answer tooMany = side.post("deals", HEADER);

      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
        JsonNode items = side.get("/imports").json().path("items");
        return isUnderWay(items.get(2))
            && isUnderWay(items.get(1))
            && items.get(0).path("startedAt").isNull();
      });
      assertThat(tooMany.status()).isEqualTo(429);
      assertThat(tooMany.member("code")).isEqualTo("too-many-imports");
      assertThat(tooMany.header("Retry-After")).isNotEmpty();
      for (String id : ids) {
        assertThat(counts(side.completed(id))).isEqualTo(countsOf(2_000));
      }
      await().atMost(PATIENCE).until(() -> side.post("deals", HEADER).status() == 202);
    }
  }

  private static boolean isUnderWay(JsonNode item) {
    long rowsRead = item.path("rowsRead").asLong();
    return rowsRead > 0 && rowsRead < item.path("rows").asLong();
  }

  @Test
  void onceAPersonIsErasedNoRejectedRowIsKeptAfterItsImport() {
    try (ImportingSide side = ImportingSide.in(dataDir, SMALL_BATCHES, ONE_AT_A_TIME)) {
      side.run("reps", "repId,name,hiredOn\nann,Ann Ambler,2020-01-01\n");
      JsonNode before = side.run("reps", "repId,name,hiredOn\nann,Ann Ambler,someday\n");
      String first = side.post("deals", mixed("first", 2_000)).member("importId");
      String waiting =
          side.post("reps", "repId,name,hiredOn\nann,Ann Ambler,soon\n").member("importId");
      assertThat(side.rejections(before)).contains("Ann Ambler");

      assertThat(side.erase("ann").status()).isEqualTo(200);

      assertThat(dataDir.resolve("imports/" + waiting + ".rejections")).exists();
      assertThat(side.get("/imports/" + before.path("importId").asString() + "/rejections")
              .status())
          .isEqualTo(410);
      assertThat(counts(side.completed(first))).isEqualTo(countsOf(2_000));
      assertThat(counts(side.completed(waiting))).isEqualTo("0 accepted, 0 unchanged, 1 rejected");
      await()
          .atMost(PATIENCE)
          .until(() -> side.get("/imports/" + waiting + "/rejections").status() == 410);
      JsonNode after = side.run("reps", "repId,name,hiredOn\nben,Ben Bell,someday\n");
      assertThat(side.rejections(after)).contains("Ben Bell");
    }
  }

  /** Each deal is recorded by one of them, whichever comes first. */
  @Test
  void twoFilesOfTheSameRowsAtOnceRecordEachOfThemOnce() {
    try (ImportingSide side = ImportingSide.in(dataDir, "quotaledger.imports.batch-rows=100")) {
      List<String> rows = IntStream.range(0, 2_000)
          .mapToObj(i -> "race-%d,crm,PROPOSAL,%d,EUR".formatted(i, i))
          .toList();
      String one = HEADER + String.join("\n", rows);
      String other = HEADER + String.join("\n", rows.reversed());
      List<JsonNode> done = List.of(
              side.post("deals", one).member("importId"),
              side.post("deals", other).member("importId"))
          .stream()
          .map(side::completed)
          .toList();

      assertThat(sum(done, "accepted")).isEqualTo(2_000);
      assertThat(sum(done, "unchanged")).isEqualTo(2_000);
      assertThat(sum(done, "rejected")).isZero();
      for (int i = 0; i < 2_000; i += 50) {
        assertThat(side.stored(new DealId("race-" + i))).hasSize(1);
      }
    }
  }

  private static long sum(List<JsonNode> done, String count) {
    return done.stream().mapToLong(each -> each.path(count).asLong()).sum();
  }

  @Test
  void oneThatCannotGoOnIsInterruptedUntilItCan() throws IOException {
    try (ImportingSide side = ImportingSide.in(dataDir, SMALL_BATCHES, ONE_AT_A_TIME)) {
      side.post("deals", mixed("before", 2_000));
      String id = side.post("deals", mixed("interrupted", 300)).member("importId");
      Path rejections = dataDir.resolve("imports/" + id + ".rejections");
      Path elsewhere = Files.move(rejections, dataDir.resolve("elsewhere"));
      await().atMost(PATIENCE).until(() -> stateOf(side, id).equals("INTERRUPTED"));

      Answer interrupted = side.get("/imports/" + id);
      Answer gone = side.get("/imports/" + id + "/rejections");
      JsonNode another = side.run("deals", HEADER + "another,crm,PROPOSAL,,\n");
      Files.move(elsewhere, rejections);
      JsonNode done = side.completed(id);

      assertThat(interrupted.member("error")).contains("is tried again by itself");
      assertThat(interrupted.json().path("finishedAt").isNull()).isTrue();
      assertThat(gone.status()).isEqualTo(410);
      assertThat(gone.member("code")).isEqualTo("rejections-gone");
      assertThat(counts(another)).isEqualTo("1 accepted, 0 unchanged, 0 rejected");
      assertThat(counts(done)).isEqualTo(countsOf(300));
      assertThat(done.path("error").isNull()).isTrue();
    }
  }

  @Test
  void oneThatWasInterruptedGoesOnAfterTheNextStart() throws IOException {
    String id;
    Path rejections;
    try (ImportingSide side = ImportingSide.in(dataDir, SMALL_BATCHES, ONE_AT_A_TIME)) {
      side.post("deals", mixed("before", 2_000));
      id = side.post("deals", mixed("interrupted", 300)).member("importId");
      rejections = dataDir.resolve("imports/" + id + ".rejections");
      Files.move(rejections, dataDir.resolve("elsewhere"));
      await().atMost(PATIENCE).until(() -> stateOf(side, id).equals("INTERRUPTED"));
    }
    Files.move(dataDir.resolve("elsewhere"), rejections);
    try (ImportingSide side = ImportingSide.in(dataDir, SMALL_BATCHES)) {
      assertThat(counts(side.completed(id))).isEqualTo(countsOf(300));
    }
  }

  private static String stateOf(ImportingSide side, String id) {
    return side.get("/imports/" + id).member("state");
  }

  /** Every stop is where some batches are done; what was done stays done. */
  @Test
  void oneThatIsStoppedGoesOnWhereItWas() throws IOException {
    String file = mixed("stopped", 2_000);
    String id = "";
    long done = 0;
    int stops = 0;
    while (done < 2_000) {
      try (ImportingSide side = ImportingSide.in(dataDir, SMALL_BATCHES)) {
        if (id.isEmpty()) {
          id = side.post("deals", file).member("importId");
        }
        String path = "/imports/" + id;
        assertThat(side.get(path).json().path("rowsRead").asLong()).isGreaterThanOrEqualTo(done);
        long enough = Math.min(2_000, done + 500);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> side.get(path).json().path("rowsRead").asLong() >= enough);
        done = side.get(path).json().path("rowsRead").asLong();
        stops += done < 2_000 ? 1 : 0;
      }
    }

    try (ImportingSide side = ImportingSide.in(dataDir)) {
      JsonNode completed = side.completed(id);
      assertThat(stops).isPositive();
      assertThat(counts(completed)).isEqualTo(countsOf(2_000));
      assertThat(side.rejections(completed)).isEqualTo(rejectionsOf("stopped", 2_000));
      assertThat(side.stored(new DealId("stopped-1998"))).hasSize(1);
      assertThat(dataDir.resolve("imports/" + id + ".csv")).doesNotExist();
    }
  }

  /** Of every ten rows seven are new, one repeats the first of them, and two are bad. */
  private static String mixed(String name, int rows) {
    return HEADER
        + IntStream.range(0, rows)
            .mapToObj(row -> row(name, row) + "\n")
            .collect(Collectors.joining());
  }

  private static String row(String name, int row) {
    return switch (row % 10) {
      case 3 -> "%s-%d,crm,PROPOSAL,%d,EUR".formatted(name, row - 3, row - 3);
      case 5 -> "%s-%d,crm,SOMETIMES,1,EUR".formatted(name, row);
      case 7 -> "%s-%d,crm,PROPOSAL,1,".formatted(name, row);
      default -> "%s-%d,crm,PROPOSAL,%d,EUR".formatted(name, row, row);
    };
  }

  private static String countsOf(int rows) {
    return "%d accepted, %d unchanged, %d rejected"
        .formatted(rows / 10 * 7, rows / 10, rows / 10 * 2);
  }

  private static String rejectionsOf(String name, int rows) {
    return "line,code,message," + HEADER.replace("\n", "\r\n")
        + IntStream.range(0, rows)
            .filter(row -> row % 10 == 5 || row % 10 == 7)
            .mapToObj(row -> "%d,invalid-value,%s,%s\r\n"
                .formatted(
                    row + 2,
                    row % 10 == 5
                        ? "\"stage: expected one of PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION,"
                            + " WON, LOST, but was 'SOMETIMES'.\""
                        : "\"currency: expected a currency, because there is an amount,"
                            + " but was ''.\"",
                    row(name, row)))
            .collect(Collectors.joining());
  }
}
