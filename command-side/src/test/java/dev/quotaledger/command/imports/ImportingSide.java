package dev.quotaledger.command.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.command.CommandSideConfiguration;
import dev.quotaledger.command.Commands;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Sender;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A command side on embedded stores, and the words to import into it. */
final class ImportingSide implements AutoCloseable {

  private static final String PASSWORD = "not-a-secret-in-tests";
  static final String ADMIN =
      "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8));

  private final ConfigurableApplicationContext context;

  private ImportingSide(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it; more settings are such as {@code quotaledger.imports.batch-rows=7}. */
  static ImportingSide in(Path dataDir, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(
        "--server.port=0",
        "--quotaledger.data-dir=" + dataDir,
        "--quotaledger.admin-password=" + PASSWORD,
        "--logging.level.root=WARN"));
    Arrays.stream(settings).map("--"::concat).forEach(arguments::add);
    return new ImportingSide(new SpringApplicationBuilder(CommandSideConfiguration.class)
        .bannerMode(Banner.Mode.OFF)
        .run(arguments.toArray(String[]::new)));
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Answer post(String kind, String csv, String... headers) {
    return post(kind, csv.getBytes(UTF_8), headers);
  }

  Answer post(String kind, byte[] csv, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 4);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = ADMIN;
    all[headers.length + 2] = "Content-Type";
    all[headers.length + 3] = "text/csv";
    return new Client(port()).send("POST", "/api/v1/imports/" + kind, csv, all);
  }

  Answer get(String path) {
    return new Client(port()).get("/api/v1" + path, "Authorization", ADMIN);
  }

  /** Erases the person behind a rep. */
  Answer erase(String repId) {
    return new Client(port())
        .sendJson(
            "POST",
            "/api/v1/admin/erasures",
            "{\"repId\":\"%s\"}".formatted(repId),
            "Authorization",
            ADMIN);
  }

  /** Imports a file and waits until every row is decided. */
  JsonNode run(String kind, String csv) {
    Answer answer = post(kind, csv);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    return completed(answer.member("importId"));
  }

  JsonNode completed(String importId) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get("/imports/" + importId).member("state").equals("COMPLETED"));
    return get("/imports/" + importId).json();
  }

  String rejections(JsonNode completed) {
    Answer answer = get("/imports/" + completed.path("importId").asString() + "/rejections");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("text/csv;charset=UTF-8");
    return answer.response().body();
  }

  Decided send(DomainCommand command) {
    return bean(Commands.class).send(command, Sender.of("ann", "request-1", "test"));
  }

  /** The facts that are stored of an aggregate. */
  List<Object> stored(Object aggregateId) {
    return bean(EventStore.class)
        .readEvents(aggregateId.toString(), 0)
        .asStream()
        .<Object>map(DomainEventMessage::getPayload)
        .toList();
  }

  /** The counts in one text: accepted, unchanged, rejected. */
  static String counts(JsonNode answer) {
    assertThat(answer.path("accepted").asLong()
            + answer.path("unchanged").asLong()
            + answer.path("rejected").asLong())
        .isEqualTo(answer.path("rowsRead").asLong());
    return "%d accepted, %d unchanged, %d rejected"
        .formatted(
            answer.path("accepted").asLong(),
            answer.path("unchanged").asLong(),
            answer.path("rejected").asLong());
  }

  @Override
  public void close() {
    context.close();
  }
}
