package dev.quotaledger.standalone.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** The read models of a program, as its operator sees them. */
final class ReadModels {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Client client;

  ReadModels(Client client) {
    this.client = client;
  }

  /** Builds every one anew, and returns when the new ones answer. */
  void rebuildAll() {
    List<JsonNode> before = processors();
    before.forEach(each ->
        client.post("/admin/rebuilds/" + each.path("model").asString(), "").expect(202));
    Set<String> old = before.stream().map(ReadModels::name).collect(Collectors.toSet());
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> processors().size() == old.size()
            && processors().stream().map(ReadModels::name).noneMatch(old::contains));
  }

  /** Returns when all events that are in the store now, or later ones too, are in every model. */
  void awaitAll() {
    long head = client.get("/admin/processors").expect(200).json().path("head").asLong();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> processors().stream().allMatch(each -> each.path("position").asLong() >= head));
  }

  /** Each with its name, position and error. */
  List<JsonNode> processors() {
    return client.get("/admin/processors").expect(200).items();
  }

  private static String name(JsonNode processor) {
    return processor.path("processor").asString();
  }
}
