package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/**
 * A quota is changed back-dated after its period was closed. An auditor sees it as reported and as
 * corrected, takes the receipt, checks it and the figures with a program that asks nobody; and when
 * somebody changes one byte of what is stored, that program says which entry it is in.
 */
class AuditorIT {

  private static final Path VERIFIER = Path.of("../verifier/target/quotaledger-verifier.jar");
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir
  private Path directory;

  private String key = "";

  @Test
  void theAuditorTrustsNobody() throws Exception {
    Path data = directory.resolve("data");
    String receiptOf;
    long index;
    try (Program program = Program.standalone(data)) {
      Client client = program.client();
      setUp(client);
      client.post("/plans/p/periods/Q1/closure", "{'reason':'quarter end'}").expect(200);
      String closedAt = client.get("/plans/p/attainment?period=Q1").expect(200).text("/knownAt");
      pauseFor(Duration.ofMillis(20));
      receiptOf = correct(client);
      asReportedAndAsCorrected(client, closedAt);
      index = takeEvidence(client, receiptOf);
    }
    theEvidenceHolds(index);
    flipAByte(data, index);
    try (Program program = Program.standalone(data)) {
      program.client().download("/ledger/export", directory.resolve("tampered.ndjson"));
    }
    Verified tampered = verify("verify-export", "tampered.ndjson");
    assertThat(tampered.exitCode).as(tampered.output).isEqualTo(1);
    assertThat(tampered.output).endsWith("first bad index: " + index + "\n");
  }

  private static void setUp(Client client) {
    client.post("/calendars", """
        {'calendarId':'c','timeZone':'UTC','periods':[
          {'periodId':'Q1','firstDay':'2026-01-01','lastDay':'2026-03-31'},
          {'periodId':'Q2','firstDay':'2026-04-01','lastDay':'2026-06-30'}]}""").expect(201);
    client.post("/teams", "{'teamId':'t','name':'T'}").expect(201);
    for (String rep : List.of("ann", "ben")) {
      client.post("/reps", """
          {'repId':'%s','name':'%s','teamId':'t','hiredOn':'2020-01-01'}""".formatted(rep, rep)).expect(201);
    }
    client
        .post("/plans", "{'planId':'p','name':'P','calendarId':'c','currency':'EUR'}")
        .expect(201);
    for (String rep : List.of("ann", "ben")) {
      client.put("/plans/p/quotas", """
          {'subject':{'type':'REP','id':'%s'},'periodId':'Q1','amount':'1000','reason':'plan',
           'effectiveOn':'2026-01-01'}""".formatted(rep)).expect(200);
      client.put("/deals/" + rep, """
          {'source':'crm','repId':'%s','stage':'WON','amount':'750','currency':'EUR',
           'closedOn':'2026-02-10'}""".formatted(rep)).expect(201);
    }
    client.post("/plans/p/publication", "{}").expect(200);
  }

  /** Answers which event it was. */
  private static String correct(Client client) {
    client
        .post("/plans/p/periods/Q1/reopening", "{'reason':'a leave was forgotten'}")
        .expect(200);
    client.post("/plans/p/adjustments", """
        {'subject':{'type':'REP','id':'ann'},'periodId':'Q1','delta':'-250','reason':'on leave',
         'effectiveOn':'2026-02-01'}""").expect(200);
    client.post("/plans/p/periods/Q1/closure", "{'reason':'corrected'}").expect(200);
    return client.get("/plans/p/history?subject=ann").expect(200).items().stream()
        .filter(item -> item.path("type").asString("").equals("QuotaAdjusted"))
        .map(item -> item.path("eventId").asString())
        .findFirst()
        .orElseThrow();
  }

  private static void asReportedAndAsCorrected(Client client, String closedAt) {
    String path = "/plans/p/attainment?period=Q1&subject=ann&asOf=2026-03-31";
    assertThat(client.get(path + "&knownAt=" + closedAt).expect(200).text("/items/0/quota"))
        .isEqualTo("1000.00");
    assertThat(client.get(path).expect(200).text("/items/0/quota")).isEqualTo("750.00");
  }

  /** Answers the index of the event. */
  private long takeEvidence(Client client, String eventId) throws IOException {
    Answer page = await()
        .atMost(SOON)
        .until(
            () -> client.get("/events?subject=plan/p&limit=1000").expect(200),
            answer -> answer.body().contains(eventId));
    long index = page.items().stream()
        .filter(item -> item.path("id").asString().equals(eventId))
        .mapToLong(item -> Long.parseLong(item.path("sequence").asString()))
        .findFirst()
        .orElseThrow();
    long size = page.json().path("size").asLong();
    await().atMost(SOON).until(() -> {
      client.get("/ledger/entries/" + (size - 1) + "/receipt").expect(200);
      return client.get("/ledger/checkpoints?limit=1000").items().stream()
          .anyMatch(item -> item.path("size").asLong() >= size);
    });
    key = client.get("/ledger/keys").expect(200).text("/keys/0");
    client.download("/ledger/receipt?eventId=" + eventId, directory.resolve("receipt.tlog-proof"));
    client.download("/ledger/entries/" + index, directory.resolve("entry.json"));
    client.download("/ledger/export", directory.resolve("clean.ndjson"));
    client.download("/plans/p/attainment?asOf=2026-03-31", directory.resolve("report.json"));
    Files.writeString(
        directory.resolve("forged.json"),
        Files.readString(directory.resolve("report.json")).replace("\"750.00\"", "\"760.00\""));
    return index;
  }

  private void theEvidenceHolds(long index) throws Exception {
    assertThat(verify("verify-proof", "receipt.tlog-proof", "entry.json").exitCode)
        .isZero();
    assertThat(verify("verify-export", "clean.ndjson").exitCode).isZero();
    Verified report = verify("recompute", "clean.ndjson", "report.json");
    assertThat(report.exitCode).as(report.output).isZero();
    assertThat(report.output).contains("figures of plan p, as of 2026-03-31");
    Verified forged = verify("recompute", "clean.ndjson", "forged.json");
    assertThat(forged.exitCode).as(forged.output).isEqualTo(1);
    assertThat(forged.output).contains("REP ann in Q1");
    assertThat(index).isPositive();
  }

  private static void flipAByte(Path data, long index) {
    try (EmbeddedReadStore store = EmbeddedReadStore.open(data, DataSize.ofMegabytes(16))) {
      var ledger = store.database().getCollection("ledger");
      Document entry =
          Objects.requireNonNull(ledger.find(new Document("_id", index)).first());
      byte[] bytes = entry.get("bytes", Binary.class).getData();
      int at = new String(bytes, StandardCharsets.UTF_8).indexOf("-250.00");
      assertThat(at).isPositive();
      bytes[at + 1] = '1';
      ledger.replaceOne(
          new Document("_id", index), new Document(entry).append("bytes", new Binary(bytes)));
      store.flush();
    }
  }

  /** How the verifier ended, and what it said. */
  private record Verified(int exitCode, String output) {}

  private Verified verify(String command, String... files) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        VERIFIER.toAbsolutePath().toString(),
        command));
    for (String file : files) {
      arguments.add(directory.resolve(file).toString());
    }
    arguments.addAll(List.of("--key", key));
    Path output = directory.resolve("output");
    Process process = new ProcessBuilder(arguments)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Verified(process.exitValue(), Files.readString(output));
  }

  private static void pauseFor(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }
}
