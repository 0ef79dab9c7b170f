package dev.quotaledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description that clients generate code from is valid OpenAPI 3.1, complete, and shows nothing of our own. */
class ApiDescriptionTest {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;
  private static JsonNode api;

  @BeforeAll
  static void start() {
    server = RunningServer.start(dataDir);
    client = server.client();
    api = client.get("/v3/api-docs").json();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void forEachOperation(BiConsumer<String, JsonNode> check) {
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        check.accept(path.getKey(), operation.getValue());
      }
    }
  }

  private static List<String> parameters(JsonNode operation, String in) {
    return operation.path("parameters").values().stream()
        .filter(parameter -> parameter.path("in").asString().equals(in))
        .map(parameter -> parameter.path("name").asString())
        .toList();
  }

  @Test
  void saysWhatItDescribes() {
    assertThat(api.path("openapi").asString()).startsWith("3.1.");
    assertThat(api.at("/info/title").asString()).isEqualTo("Quotaledger");
    assertThat(api.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
    assertThat(api.at("/components/securitySchemes/basic/scheme").asString()).isEqualTo("basic");
    assertThat(api.at("/components/securitySchemes/bearer/scheme").asString()).isEqualTo("bearer");
    assertThat(api.path("security").size()).isEqualTo(2);
    assertThat(client.get("/v3/api-docs.yaml").status()).isEqualTo(200);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    api.findValues("$ref").forEach(reference -> references.add(reference.asString()));

    assertThat(references).isNotEmpty().allSatisfy(reference -> {
      assertThat(reference).startsWith("#/");
      assertThat(api.at(reference.substring(1)).isMissingNode()).isFalse();
    });
  }

  @Test
  void noTwoPathsDifferInTheNamesOfTheirVariablesAlone() {
    List<String> shapes = api.path("paths").propertyNames().stream()
        .map(path -> VARIABLE.matcher(path).replaceAll("{}"))
        .toList();

    assertThat(shapes).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void everyOperationIsCompleteAndHasItsOwnName() {
    Set<String> names = new HashSet<>();
    forEachOperation((path, operation) -> {
      assertThat(path).startsWith("/api/v1/");
      assertThat(names.add(operation.path("operationId").asString())).as(path).isTrue();
      assertThat(operation.path("tags").size()).as(path).isEqualTo(1);
      assertThat(operation.path("description").asString("")).as(path).startsWith("For ");
      assertThat(operation.at("/responses/4XX/$ref").asString())
          .isEqualTo("#/components/responses/Problem");
      assertThat(parameters(operation, "path"))
          .as(path)
          .containsExactlyInAnyOrderElementsOf(
              VARIABLE.matcher(path).results().map(found -> found.group(1)).toList());
      assertThat(parameters(operation, "query")).as(path).doesNotHaveDuplicates();
    });
  }

  @Test
  void whatIsOursAloneIsNotThere() {
    forEachOperation((path, operation) -> assertThat(parameters(operation, "query"))
        .as(path)
        .doesNotContain("request", "context", "caller", "paging"));
    assertThat(api.at("/components/schemas").propertyNames())
        .doesNotContain("RequestContext", "Caller", "Paging", "JsonNode", "Currency");
  }

  @Test
  void writesAndReadsSayWhichHeadersTheyTakeAndAnswer() {
    JsonNode write = api.at("/paths/~1api~1v1~1plans~1{planId}~1quotas/put");
    JsonNode read = api.at("/paths/~1api~1v1~1plans~1{planId}~1quotas/get");

    assertThat(parameters(write, "header")).containsExactly("Idempotency-Key", "If-Match");
    assertThat(write.at("/responses/200/headers").propertyNames())
        .containsExactlyInAnyOrder("ETag", "Consistency-Token");
    assertThat(parameters(read, "header")).containsExactly("Consistency-Token");
    assertThat(parameters(read, "query")).contains("cursor", "limit", "asOf", "knownAt");
  }

  @Test
  void readsOfTheLedgerWaitForWritesAndWebhooksAreNone() {
    JsonNode paths = api.path("paths");
    for (String path : List.of(
        "/api/v1/events",
        "/api/v1/ledger/checkpoint",
        "/api/v1/ledger/export",
        "/api/v1/ledger/entries/{index}")) {
      assertThat(parameters(paths.path(path).path("get"), "header"))
          .as(path)
          .contains("Consistency-Token");
    }
    assertThat(paths.path("/api/v1/webhooks").path("post").isMissingNode()).isFalse();
    forEachOperation((path, operation) -> {
      if (path.startsWith("/api/v1/webhooks")) {
        assertThat(operation.toString()).as(path).doesNotContain("Consistency-Token");
      }
    });
  }

  @Test
  void answersHaveTheStatusThatTheyAreGivenWith() {
    JsonNode paths = api.path("paths");

    assertThat(paths.at("/~1api~1v1~1plans/post/responses").propertyNames())
        .containsExactlyInAnyOrder("200", "201", "4XX");
    assertThat(paths.at("/~1api~1v1~1admin~1rebuilds~1{model}/post/responses").propertyNames())
        .containsExactlyInAnyOrder("202", "4XX");
    assertThat(paths.at("/~1api~1v1~1admin~1rebuilds~1{model}/delete/responses").propertyNames())
        .containsExactlyInAnyOrder("204", "4XX");
    JsonNode receive = paths.at("/~1api~1v1~1imports~1{importIdOrKind}/post");
    assertThat(receive.path("responses").propertyNames()).containsExactlyInAnyOrder("202", "4XX");
    assertThat(parameters(receive, "header")).isEmpty();
  }

  @Test
  void whatABodyNeedsIsRequired() {
    JsonNode deal = api.at("/components/schemas/DealPut");

    assertThat(deal.path("required").values().stream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("source", "stage", "currency");
    assertThat(api.at("/components/schemas/Problem/required").values().stream()
            .map(JsonNode::asString))
        .contains("type", "status", "code")
        .doesNotContain("field");
  }

  @Test
  void aPatchIsAMergePatchAndABatchAnArrayOfDeals() {
    JsonNode paths = api.path("paths");
    JsonNode patch = paths.at("/~1api~1v1~1deals~1{dealId}/patch");
    JsonNode batch = paths.at("/~1api~1v1~1deals:batch/post");

    assertThat(patch.at("/requestBody/content").propertyNames())
        .containsExactlyInAnyOrder("application/json", "application/merge-patch+json");
    assertThat(api.at("/components/schemas/DealMerge").has("required")).isFalse();
    assertThat(batch.at("/requestBody/content/application~1json/schema/type").asString())
        .isEqualTo("array");
    assertThat(batch
            .at("/requestBody/content/application~1json/schema/items/properties")
            .propertyNames())
        .contains("dealId", "stage", "splits");
    assertThat(batch.path("responses").propertyNames()).containsExactlyInAnyOrder("200", "4XX");
    assertThat(batch.path("operationId").asString()).isEqualTo("post-deals-batch");
  }

  @Test
  void isAPageToo() {
    Answer redirect = client.get("/docs");
    Answer page = client.get(redirect.header("Location"));

    assertThat(redirect.status()).isEqualTo(302);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.type()).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
    for (String part :
        List.of("swagger-ui-bundle.js", "swagger-ui.css", "swagger-initializer.js")) {
      assertThat(page.response().body()).contains(part);
      Answer asset = client.get("/swagger-ui/" + part);
      assertThat(asset.status()).isEqualTo(200);
      assertThat(asset.response().body()).isNotEmpty();
    }
    assertThat(client.get("/swagger-ui/swagger-initializer.js").response().body())
        .contains("/v3/api-docs/swagger-config")
        .doesNotContain("http://", "https://petstore");
    assertThat(client.get("/v3/api-docs/swagger-config").member("url")).isEqualTo("/v3/api-docs");
  }
}
