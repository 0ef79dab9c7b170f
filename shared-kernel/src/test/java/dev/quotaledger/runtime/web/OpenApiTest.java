package dev.quotaledger.runtime.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Endpoints are described as they behave, although their controllers say nothing about it. */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiTest {

  @LocalServerPort
  private int port;

  private JsonNode api;

  @BeforeEach
  void read() {
    api = new Client(port).get("/v3/api-docs").json();
  }

  private JsonNode operation(String path, String method) {
    return api.path("paths").path(path).path(method);
  }

  private static List<String> parameters(JsonNode operation) {
    return operation.path("parameters").values().stream()
        .map(parameter -> parameter.path("name").asString())
        .toList();
  }

  @Test
  void aPageIsAskedForByCursorAndLimit() {
    JsonNode figures = operation("/api/v1/sample/figures", "get");

    assertThat(parameters(figures)).contains("cursor", "limit").doesNotContain("paging");
    JsonNode limit = figures.path("parameters").values().stream()
        .filter(parameter -> parameter.path("name").asString().equals("limit"))
        .findFirst()
        .orElseThrow();
    assertThat(limit.at("/schema/type").asString()).isEqualTo("integer");
    assertThat(limit.at("/schema/maximum").asInt()).isEqualTo(1000);
  }

  @Test
  void aRequestsContextIsItsHeaders() {
    assertThat(parameters(operation("/api/v1/sample/deals/{dealId}", "delete")))
        .containsExactlyInAnyOrder("dealId", "reason", "Idempotency-Key", "If-Match");
  }

  @Test
  void anImportTakesCsv() {
    JsonNode body = operation("/api/v1/imports/sample", "post").path("requestBody");

    assertThat(body.path("content").propertyNames()).containsExactly("text/csv");
  }

  @Test
  void whatMayBeLeftOutIsNotRequired() {
    JsonNode deal = api.at("/components/schemas/SamplePutDeal");

    assertThat(deal.path("required").values().stream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("source", "stage", "currency", "line");
    assertThat(deal.at("/properties/currency/type").asString()).isEqualTo("string");
    assertThat(deal.at("/properties/repId/type").asString()).isEqualTo("string");
  }

  @Test
  void theErrorPageIsNoPartOfIt() {
    assertThat(api.path("paths").propertyNames())
        .allSatisfy(path -> assertThat(path).startsWith("/api/v1/"));
  }
}
