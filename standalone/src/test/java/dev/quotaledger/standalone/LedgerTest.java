package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.ConsistencyProof;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.InclusionProof;
import dev.quotaledger.proof.NotProven;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.Receipt;
import dev.quotaledger.proof.SignedNote;
import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** An auditor who trusts nobody checks what the program says of its ledger. */
class LedgerTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String LEDGER = "/api/v1/ledger/";

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = RunningServer.start(
        dataDir,
        "--quotaledger.ledger.checkpoint-every=1h",
        "--quotaledger.ledger.checkpoint-directory=" + dataDir.resolve("elsewhere"));
    client = server.client();
    write("calendars", """
        {'calendarId':'c','timeZone':'UTC','periods':[
          {'periodId':'P1','firstDay':'2026-01-01','lastDay':'2026-01-31'},
          {'periodId':'P2','firstDay':'2026-02-01','lastDay':'2026-02-28'}]}""");
    write("plans", "{'planId':'p','name':'P','calendarId':'c','currency':'USD'}");
    IntStream.range(0, 20).forEach(LedgerTest::hire);
    await().atMost(SOON).until(() -> size() >= 22);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aReceiptProvesAnEntryWithoutTheProgram() {
    for (int index : List.of(0, 7, 21)) {
      byte[] entry = bytes("entries/" + index);
      Receipt receipt = Receipt.parse(bytes("entries/" + index + "/receipt"));
      Checkpoint checkpoint = receipt.verify(entry, keys());
      assertThat(checkpoint.origin()).isEqualTo("localhost:8080");
      assertThat(checkpoint.size()).isGreaterThan(index);
      entry[entry.length / 2] ^= 1;
      assertThatThrownBy(() -> receipt.verify(entry, keys())).isInstanceOf(NotProven.class);
    }
  }

  @Test
  void aReceiptIsFoundByTheEventAsWell() {
    PublishedEvent event = PublishedEvent.read(bytes("entries/3"));
    Receipt receipt = Receipt.parse(bytes("receipt?eventId=" + event.eventId()));
    assertThat(receipt.index()).isEqualTo(3);
    assertThat(get("receipt?eventId=nothing").status()).isEqualTo(404);
  }

  @Test
  void theClosingOfAPeriodIsSignedAtOnceAndTheCheckpointIsKeptElsewhere() throws IOException {
    long before = size();
    write("plans/p/publication", "{}");
    write("plans/p/periods/P1/closure", "{'reason':'year end'}");
    await().atMost(SOON).until(() -> checkpoint().size() >= before + 2);
    Checkpoint checkpoint = checkpoint();
    Path copy =
        dataDir.resolve("elsewhere").resolve("%020d.checkpoint".formatted(checkpoint.size()));
    await().atMost(SOON).until(() -> Files.exists(copy));
    assertThat(Checkpoint.verified(SignedNote.parse(Files.readAllBytes(copy)), keys()))
        .isEqualTo(checkpoint);
    try (Stream<Path> files = Files.list(dataDir.resolve("elsewhere"))) {
      assertThat(files).hasSize(get("checkpoints").json().path("items").size());
    }
  }

  @Test
  void whoSendsTheTokenOfAWriteGetsACheckpointAndAnExportThatCoverIt() {
    for (int number = 200; number < 205; number++) {
      String token = hire(number).header(ConsistencyToken.HEADER);
      String[] who = as(Role.AUDITOR);
      String[] after = {who[0], who[1], ConsistencyToken.HEADER, token};
      String note = client.get(LEDGER + "checkpoint", after).response().body();
      long signed = Checkpoint.verified(SignedNote.parse(note), keys()).size();
      assertThat(PublishedEvent.read(bytes("entries/" + (signed - 1))).subject())
          .isEqualTo("rep/r-" + number);
      token = hire(number + 100).header(ConsistencyToken.HEADER);
      after[3] = token;
      assertThat(client.get(LEDGER + "export", after).response().body())
          .contains("\"rep/r-%d\"".formatted(number + 100));
    }
  }

  @Test
  void whatNoCheckpointCoversIsSignedAtTheStartUnlessTheOneKeptElsewhereIsGoneHere(
      @TempDir Path own) {
    Path elsewhere = own.resolve("elsewhere");
    String[] settings = {
      "--quotaledger.ledger.checkpoint-every=1h",
      "--quotaledger.ledger.checkpoint-directory=" + elsewhere
    };
    try (RunningServer first = RunningServer.start(own, settings)) {
      String body = "{\"repId\":\"r\",\"name\":\"R\",\"hiredOn\":\"2020-01-01\"}";
      first.client().sendJson("POST", "/api/v1/reps", body, as(Role.SALES_OPS));
      await().atMost(SOON).until(() -> statusOf(first, LEDGER + "entries/0") == 200);
      assertThat(statusOf(first, LEDGER + "checkpoint")).isEqualTo(503);
    }
    try (RunningServer second = RunningServer.start(own, settings)) {
      await().atMost(SOON).until(() -> statusOf(second, LEDGER + "checkpoint") == 200);
      await().atMost(SOON).until(() -> Files.exists(elsewhere));
    }
    try (EmbeddedReadStore store = EmbeddedReadStore.open(own, DataSize.ofMegabytes(16))) {
      store.database().getCollection("ledgerCheckpoints").drop();
      store.flush();
    }
    try (RunningServer third = RunningServer.start(own, settings)) {
      await().atMost(SOON).until(() -> statusOf(third, LEDGER + "entries/0/receipt") == 500);
      await().atMost(SOON).until(() -> statusOf(third, "/actuator/health") == 503);
      assertThat(statusOf(third, LEDGER + "checkpoint")).isEqualTo(503);
    }
  }

  private static int statusOf(RunningServer other, String path) {
    return other.client().get(path, as(Role.AUDITOR)).status();
  }

  @Test
  void everyCheckpointContinuesTheOneBeforeIt() {
    bytes("entries/0/receipt");
    hire(100);
    await().atMost(SOON).until(() -> size() > checkpoint().size());
    bytes("entries/" + (size() - 1) + "/receipt");
    List<Checkpoint> checkpoints = new ArrayList<>();
    get("checkpoints").json().path("items").forEach(item -> {
      Checkpoint signed =
          Checkpoint.verified(SignedNote.parse(item.path("note").asString()), keys());
      assertThat(item.path("size").asLong()).isEqualTo(signed.size());
      assertThat(item.path("root").asString()).isEqualTo(signed.root().toString());
      checkpoints.add(signed);
    });
    assertThat(checkpoints).hasSizeGreaterThan(1);
    for (int i = 1; i < checkpoints.size(); i++) {
      Checkpoint first = checkpoints.get(i - 1);
      Checkpoint second = checkpoints.get(i);
      List<Hash> path =
          proof("proof/consistency?first=%d&second=%d".formatted(first.size(), second.size()));
      assertThat(new ConsistencyProof(first.size(), second.size(), path)
              .proves(first.root(), second.root()))
          .isTrue();
    }
  }

  @Test
  void anInclusionProofLeadsToTheRootOfAnySize() {
    bytes("entries/" + (size() - 1) + "/receipt");
    Checkpoint checkpoint = checkpoint();
    List<Hash> path = proof("proof/inclusion?index=5&size=" + checkpoint.size());
    assertThat(new InclusionProof(5, checkpoint.size(), path)
            .proves(Hash.ofLeaf(bytes("entries/5")), checkpoint.root()))
        .isTrue();
  }

  @Test
  void anEntrySaysWhatTheEventStoreKeeps() throws Exception {
    PublishedEvent event = PublishedEvent.read(bytes("entries/4"));
    byte[] stored = new JdbcTemplate(server.context().getBean(DataSource.class))
        .queryForObject(
            "SELECT payload FROM DomainEventEntry WHERE eventIdentifier = ?",
            byte[].class,
            event.eventId());
    assertThat(event.payload().digest())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored)));
    assertThat(event.payload().revision()).isEqualTo("1");
  }

  @Test
  void onlyTheOwnerCanReadTheKeyThatSigns() throws IOException {
    assertThat(PosixFilePermissions.toString(
            Files.getPosixFilePermissions(dataDir.resolve("ledger-keys"))))
        .isEqualTo("rw-------");
    assertThat(get("keys").response().body()).doesNotContain("PRIVATE");
  }

  @Test
  void whatDoesNotExistIsSaid() {
    assertThat(get("entries/1000000").status()).isEqualTo(404);
    assertThat(get("entries/x").member("field")).isEqualTo("index");
    assertThat(get("proof/inclusion?index=1&size=1000000").member("field")).isEqualTo("size");
    assertThat(get("proof/inclusion?index=9&size=9").member("field")).isEqualTo("index");
    assertThat(get("proof/consistency?first=9&second=8").member("field")).isEqualTo("first");
  }

  private static List<NoteVerifier> keys() {
    List<NoteVerifier> keys = new ArrayList<>();
    get("keys").json().path("keys").forEach(key -> keys.add(NoteVerifier.parse(key.asString())));
    return keys;
  }

  private static Checkpoint checkpoint() {
    return Checkpoint.verified(SignedNote.parse(get("checkpoint").response().body()), keys());
  }

  private static List<Hash> proof(String path) {
    List<Hash> hashes = new ArrayList<>();
    JsonNode answer = get(path).json();
    answer.path("hashes").forEach(hash -> hashes.add(Hash.parse(hash.asString())));
    return hashes;
  }

  private static byte[] bytes(String path) {
    Answer answer = get(path);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.response().body().getBytes(StandardCharsets.UTF_8);
  }

  private static Answer get(String path) {
    return client.get(LEDGER + path, as(Role.AUDITOR));
  }

  private static long size() {
    return client
        .get("/api/v1/events?limit=1", as(Role.AUDITOR))
        .json()
        .path("size")
        .asLong();
  }

  private static Answer hire(int number) {
    return write("reps", """
        {'repId':'r-%d','name':'R','hiredOn':'2020-01-01'}""".formatted(number));
  }

  private static Answer write(String path, String body) {
    Answer answer =
        client.sendJson("POST", "/api/v1/" + path, body.replace('\'', '"'), as(Role.SALES_OPS));
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
    return answer;
  }
}
