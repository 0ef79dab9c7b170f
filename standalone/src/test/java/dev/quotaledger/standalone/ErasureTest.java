package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.Receipt;
import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import dev.quotaledger.testing.Receiver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is forgotten is nowhere any more, and no figure and no hash changes. */
class ErasureTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String NAME = "Zaphodine Quux";
  private static final String USER_NAME = "zaphodine.quux";
  private static final String SECRET = "confidential-remark";

  @TempDir
  private Path dataDir;

  private final Receiver receiver = new Receiver();
  private RunningServer server;
  private Client client;

  @BeforeEach
  void start() {
    server = RunningServer.start(
        dataDir,
        "--quotaledger.webhooks.allow-http=true",
        "--quotaledger.webhooks.allow-private-addresses=true");
    client = server.client();
    write("POST", "calendars", """
        {'calendarId':'c','timeZone':'UTC','periods':[
          {'periodId':'P','firstDay':'2026-01-01','lastDay':'2026-12-31'}]}""");
    write("POST", "teams", "{'teamId':'t','name':'T'}");
    write("POST", "reps", """
        {'repId':'z','name':'%s','userName':'%s','teamId':'t','hiredOn':'2020-01-01'}""".formatted(NAME, USER_NAME));
    write("POST", "plans", "{'planId':'p','name':'P','calendarId':'c','currency':'USD'}");
    write("PUT", "plans/p/quotas", line("amount", "1000", SECRET + "-set"));
    write("POST", "plans/p/adjustments", line("delta", "-100", SECRET + "-adjusted"));
    write("PUT", "deals/d", """
        {'source':'crm','repId':'z','stage':'WON','amount':'500','currency':'USD',
         'closedOn':'2026-02-01'}""");
    write("PUT", "deals/d", """
        {'source':'crm','repId':'z','stage':'WON','amount':'600','currency':'USD',
         'closedOn':'2026-02-01','reason':'%s-deal'}""".formatted(SECRET));
    write("POST", "plans/p/forecast/calls", """
        {'subject':{'type':'REP','id':'z'},'periodId':'P','commit':'900','note':'%s-call'}""".formatted(SECRET));
    write(
        "POST",
        "reps/z/departure",
        "{'lastDay':'2026-11-30','reason':'%s-left'}".formatted(SECRET));
  }

  @AfterEach
  void stop() {
    server.close();
    receiver.close();
  }

  private static String line(String what, String amount, String reason) {
    return """
        {'subject':{'type':'REP','id':'z'},'periodId':'P','%s':'%s','reason':'%s',
         'effectiveOn':'2026-01-01'}""".formatted(what, amount, reason);
  }

  @Test
  void nothingReadableOfThePersonIsLeftAndNoFigureAndNoHashChanges() throws Exception {
    await()
        .atMost(SOON)
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .until(() -> read("plans/p/history").response().body().contains(SECRET + "-adjusted"));
    await().atMost(SOON).until(() -> readable().contains(NAME));
    await().atMost(SOON).until(() -> figures().contains("600.00"));
    String deliveries = followed();
    String attainment = figures();
    long size = size();
    byte[] entry = bytes("ledger/entries/" + (size - 1));
    Receipt receipt = Receipt.parse(bytes("ledger/entries/" + (size - 1) + "/receipt"));

    Answer erased = write("POST", "admin/erasures", "{'repId':'z'}", Role.ADMIN);
    assertThat(erased.json().path("changed").asBoolean()).isTrue();
    await().atMost(SOON).until(() -> size() == size + 1);
    await().atMost(SOON).until(() -> delivered(deliveries) == size + 1);

    assertThat(server.context().getBean(MongoDatabase.class).listCollectionNames())
        .contains("webhookDeliveries");
    assertThat(receiver.all())
        .noneMatch(
            received -> Stream.of(NAME, USER_NAME, SECRET).anyMatch(received.body()::contains));
    assertThat(readable()).doesNotContain(NAME, USER_NAME, SECRET);
    for (String path : List.of(
        "reps",
        "reps/z",
        "plans/p/history",
        "plans/p/attainment",
        "plans/p/attainment/explain?subject=z&period=P",
        "plans/p/quotas",
        "plans/p/forecast/calls",
        "deals/d",
        "plans/p",
        deliveries,
        "events?limit=1000",
        "ledger/export")) {
      assertThat(read(path).response().body()).as(path).doesNotContain(NAME, USER_NAME, SECRET);
    }
    assertThat(figures()).isEqualTo(attainment);
    assertThat(read("events?type=rep.person-erased.v1")
            .json()
            .at("/items/0/subject")
            .asString())
        .isEqualTo("rep/z");
    assertThat(bytes("ledger/entries/" + (size - 1))).isEqualTo(entry);
    receipt.verify(entry, keys());
  }

  /** Registers a webhook that wants every event; answers where it shows what was sent. */
  private String followed() {
    receiver.answerChallenges();
    Answer registered = write(
        "POST",
        "webhooks",
        "{'url':'%s','after':-1}".formatted(receiver.url("/in")),
        Role.INTEGRATOR);
    String webhook = "webhooks/" + registered.member("webhookId");
    write("POST", webhook + "/verification", "", Role.INTEGRATOR);
    await().atMost(SOON).until(() -> delivered(webhook + "/deliveries?limit=1000") == size());
    return webhook + "/deliveries?limit=1000";
  }

  private long delivered(String deliveries) {
    return read(deliveries + "&state=DELIVERED").json().path("items").size();
  }

  @Test
  void noRejectedRowOfAnImportIsLeft() throws IOException {
    String[] who = as(Role.ADMIN);
    String csv = "repId,name,hiredOn\nz,%s,someday\n".formatted(NAME);
    String sent = client
        .send("POST", "/api/v1/imports/reps", csv, who[0], who[1], "Content-Type", "text/csv")
        .member("importId");
    String path = "/api/v1/imports/" + sent;
    String rejections = path + "/rejections";
    await().atMost(SOON).until(() -> client.get(path, who).member("state").equals("COMPLETED"));
    assertThat(client.get(rejections, who).response().body()).contains(NAME);

    write("POST", "admin/erasures", "{'repId':'z'}", Role.ADMIN);

    assertThat(client.get(rejections, who).status()).isEqualTo(410);
    assertThat(client.get(path, who).response().body()).doesNotContain(NAME);
    await().atMost(SOON).until(() -> {
      try (Stream<Path> files = Files.list(dataDir.resolve("imports"))) {
        return files.findAny().isEmpty();
      }
    });
  }

  @Test
  void whoIsNotThereCannotBeForgotten() {
    Answer answer =
        client.sendJson("POST", "/api/v1/admin/erasures", "{\"repId\":\"nobody\"}", as(Role.ADMIN));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(client
            .sendJson("POST", "/api/v1/admin/erasures", "{\"repId\":\"z\"}", as(Role.SALES_OPS))
            .status())
        .isEqualTo(403);
  }

  /** All that the stores hold, snapshots unpacked. */
  private String readable() {
    StringBuilder all = new StringBuilder();
    JdbcTemplate events = new JdbcTemplate(server.context().getBean(DataSource.class));
    for (String table : List.of("DomainEventEntry", "SnapshotEventEntry")) {
      events.query("SELECT payload, metaData FROM " + table, row -> {
        all.append(text(row.getBytes(1))).append(text(row.getBytes(2)));
      });
    }
    MongoDatabase database = server.context().getBean(MongoDatabase.class);
    for (String collection : database.listCollectionNames()) {
      database.getCollection(collection, RawBsonDocument.class).find().forEach(document -> {
        all.append(text(document.getByteBuffer().array()));
      });
    }
    return all.toString();
  }

  private static String text(byte[] bytes) {
    if (bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b) {
      try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return new String(zipped.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String figures() {
    return read("plans/p/attainment?period=P&subject=z")
        .json()
        .at("/items/0")
        .toString()
        .replaceAll("\"name\":[^,}]*", "");
  }

  private List<NoteVerifier> keys() {
    List<NoteVerifier> keys = new ArrayList<>();
    read("ledger/keys")
        .json()
        .path("keys")
        .forEach(key -> keys.add(NoteVerifier.parse(key.asString())));
    return keys;
  }

  private long size() {
    return read("events?limit=1").json().path("size").asLong();
  }

  private byte[] bytes(String path) {
    return read(path).response().body().getBytes(StandardCharsets.UTF_8);
  }

  private Answer read(String path) {
    Answer answer = client.get("/api/v1/" + path, as(Role.AUDITOR));
    assertThat(answer.status()).as(path + answer.response().body()).isEqualTo(200);
    return answer;
  }

  private void write(String method, String path, String body) {
    write(method, path, body, Role.ADMIN);
  }

  private Answer write(String method, String path, String body, Role role) {
    // The rep of these users is another one, so that they may set this rep's quota.
    Answer answer = client.sendJson(method, "/api/v1/" + path, body.replace('\'', '"'), as(role));
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
    return answer;
  }
}
