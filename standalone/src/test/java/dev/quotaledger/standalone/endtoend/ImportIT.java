package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * An import ends as its file says, however often the program dies meanwhile, and however little of
 * the file its heap can hold.
 */
class ImportIT {

  private static final int KILLS = 4;
  private static final int ROWS_OF_THE_KILLED = 6_000;

  /** Small, so that many kills come in the middle of one. */
  private static final String BATCHES = "--quotaledger.imports.batch-rows=50";

  /**
   * A file of 1,000,000 rows has to fit through a heap of 512 MB. This is a fiftieth of the rows;
   * a twentieth of that heap would not hold the program itself, which lives on about 90 MB whatever
   * it imports. So a quarter of the rows are long, and the file is larger than the heap: whoever kept
   * its rows would run out of memory.
   */
  private static final int ROWS_OF_THE_LARGE = 20_000;

  private static final int LONG_OF_THE_LARGE = ROWS_OF_THE_LARGE / 4;

  private static final int HEAP_MEGABYTES = 192;
  private static final String LONG_CELL = "x".repeat(22_000);

  private static final String HEADER =
      "dealId,source,repId,territoryId,accountId,productLine,stage,"
          + "amount,currency,createdOn,expectedCloseOn,closedOn,leadId,sourceVersion";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir
  private Path directory;

  @Test
  void oneThatIsKilledAgainAndAgainEndsAsIfItHadNotBeen() {
    long seed = System.nanoTime();
    System.out.println("The moments of the kills follow from the seed " + seed);
    Random moments = new Random(seed);
    String path = "";
    long rowsRead = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      try (Program program = start()) {
        if (path.isEmpty()) {
          new AcknowledgedWrites().setUp(program.client());
          path = pathOf(program.client().importCsv("deals", mixedFile()));
        }
        int step = ROWS_OF_THE_KILLED / (KILLS + 1);
        long enough = (long) step * kill - moments.nextInt(step);
        JsonNode before = awaitRows(program.client(), path, rowsRead, enough);
        goOnFor(Duration.ofMillis(moments.nextInt(100)));
        program.kill();
        assertThat(before.path("state").asString()).isEqualTo("RUNNING");
        rowsRead = before.path("rowsRead").asLong();
        System.out.println("Killed after row " + rowsRead);
      }
    }
    try (Program program = start()) {
      Client client = program.client();
      assertThat(client.get(path).expect(200).json().path("rowsRead").asLong())
          .isGreaterThanOrEqualTo(rowsRead);
      JsonNode done = completed(client, path);
      assertCounts(done, ROWS_OF_THE_KILLED / 10 * 7, ROWS_OF_THE_KILLED / 10);
      assertThat(client.get(path + "/rejections").expect(200).body())
          .isEqualTo(rejectionsOfTheMixedFile());
      assertDealsOfTheMixedFile(client);
      program.stop();
    }
  }

  private Program start() {
    return Program.standalone(directory.resolve("data"), BATCHES);
  }

  @Test
  void aFileMayBeLargerThanTheHeap() throws IOException {
    Path file = largeFile();
    assertThat(Files.size(file)).isGreaterThan(HEAP_MEGABYTES * 1024L * 1024L);
    try (Program program = Program.standaloneWithHeap(HEAP_MEGABYTES, directory.resolve("data"))) {
      Client client = program.client();
      new AcknowledgedWrites().setUp(client);
      long start = System.nanoTime();
      String path = pathOf(client.importCsv("deals", file));
      JsonNode done = completed(client, path);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.println("%,d rows, %,d bytes, in %s with a heap of %d MB: %d rows a second"
          .formatted(
              ROWS_OF_THE_LARGE,
              Files.size(file),
              took,
              HEAP_MEGABYTES,
              ROWS_OF_THE_LARGE * 1000L / took.toMillis()));

      assertCounts(done, ROWS_OF_THE_LARGE - LONG_OF_THE_LARGE, 0);
      Path rejections = directory.resolve("rejections.csv");
      client.download(path + "/rejections", rejections);
      assertThat(Files.size(rejections)).isGreaterThan(LONG_OF_THE_LARGE * 2L * LONG_CELL.length());
      try (Stream<String> lines = Files.lines(rejections)) {
        assertThat(lines.count()).isEqualTo(1 + LONG_OF_THE_LARGE);
      }
      new ReadModels(client).awaitAll();
      JsonNode all = client
          .get("/plans/plan/attainment?groupBy=plan&asOf=2026-12-31")
          .expect(200)
          .items()
          .getFirst();
      assertThat(all.path("deals").asLong()).isEqualTo(ROWS_OF_THE_LARGE - LONG_OF_THE_LARGE);
      assertThat(new BigDecimal(all.path("credited").asString()))
          .isEqualByComparingTo(BigDecimal.valueOf(IntStream.range(0, ROWS_OF_THE_LARGE)
              .filter(row -> !isLong(row))
              .asLongStream()
              .sum()));
      program.stop();
    }
  }

  /** One row of four cannot be taken, and takes most of the file. */
  private Path largeFile() throws IOException {
    Path file = directory.resolve("deals.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER + "\n");
      for (int row = 0; row < ROWS_OF_THE_LARGE; row++) {
        String cell = isLong(row) ? LONG_CELL : "short";
        out.write(won(row, cell, "EUR") + "\n");
      }
    }
    return file;
  }

  private static boolean isLong(int row) {
    return row % 4 == 1;
  }

  private static String won(int row, String cell, String currency) {
    return "deal-%d,erp,rep%d,,%s,%s,WON,%d,%s,2026-01-01,,2026-%02d-10,,1"
        .formatted(row, row % 6, cell, cell, row, currency, 1 + row % 12);
  }

  /** Of ten rows seven are new, one repeats the first of them, and two cannot be taken. */
  private static String mixedFile() {
    return HEADER + "\n"
        + IntStream.range(0, ROWS_OF_THE_KILLED)
            .mapToObj(row -> mixedRow(row) + "\n")
            .collect(Collectors.joining());
  }

  private static String mixedRow(int row) {
    return switch (row % 10) {
      case 3 -> won(row - 3, "same", "EUR");
      case 5 -> won(row, "same", "euro");
      case 7 -> won(row, "same", "EUR").replace(",rep", ",nobody");
      default -> won(row, "same", "EUR");
    };
  }

  private static String rejectionsOfTheMixedFile() {
    return "line,code,message," + HEADER + "\r\n"
        + IntStream.range(0, ROWS_OF_THE_KILLED)
            .filter(row -> row % 10 == 5 || row % 10 == 7)
            .mapToObj(row -> "%d,%s,%s\r\n".formatted(row + 2, why(row), mixedRow(row)))
            .collect(Collectors.joining());
  }

  private static String why(int row) {
    return row % 10 == 5
        ? "invalid-value,\"currency: expected an ISO 4217 currency code such as EUR,"
            + " but was 'euro'.\""
        : "unknown-reference,\"The field repId names 'nobody%d', which does not exist.\""
            .formatted(row % 6);
  }

  /** Each is there once, and no other is. */
  private static void assertDealsOfTheMixedFile(Client client) {
    new ReadModels(client).awaitAll();
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = client.get("/deals?limit=1000" + cursor).expect(200);
      page.items().forEach(deal -> found.add(deal.path("dealId").asString()));
      cursor = page.text("/next").isEmpty() ? "" : "&cursor=" + page.text("/next");
    } while (!cursor.isEmpty());
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ROWS_OF_THE_KILLED)
            .filter(row -> row % 10 != 3 && row % 10 != 5 && row % 10 != 7)
            .mapToObj(row -> "deal-" + row)
            .toList());
  }

  private static void assertCounts(JsonNode done, int accepted, int unchanged) {
    long rows = done.path("rows").asLong();
    assertThat(done.path("rowsRead").asLong()).isEqualTo(rows);
    assertThat(done.path("accepted").asLong()).isEqualTo(accepted);
    assertThat(done.path("unchanged").asLong()).isEqualTo(unchanged);
    assertThat(done.path("rejected").asLong()).isEqualTo(rows - accepted - unchanged);
  }

  private static String pathOf(Answer taken) {
    String location = taken.expect(202).header("Location");
    return location.substring(location.indexOf("/imports"));
  }

  /** Reads until so many rows are decided; none that were decided before may be open again. */
  private static JsonNode awaitRows(Client client, String path, long before, long enough) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              JsonNode now = client.get(path).expect(200).json();
              assertThat(now.path("rowsRead").asLong()).isGreaterThanOrEqualTo(before);
              return now;
            },
            now -> now.path("rowsRead").asLong() >= enough);
  }

  private static JsonNode completed(Client client, String path) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> client.get(path).expect(200).json(),
            now -> !now.path("state").asString().equals("RUNNING"));
  }

  private static void goOnFor(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
