package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.ConsistencyToken;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a program answered. */
record Answer(HttpResponse<String> response) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  /** A header's value; empty when there is none. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String token() {
    return header(ConsistencyToken.HEADER);
  }

  /** This answer, after a check of its status. */
  Answer expect(int status) {
    assertThat(status()).as("%s: %s", response.request(), body()).isEqualTo(status);
    return this;
  }

  JsonNode json() {
    return JSON.readTree(body());
  }

  /** The answer without what says only when it was given. */
  JsonNode lasting() {
    ObjectNode answer = (ObjectNode) json();
    answer.remove(List.of("knownAt", "settled"));
    return answer;
  }

  /** The text of a member, such as {@code /subject/id}; empty when it is null or missing. */
  String text(String pointer) {
    return json().at(pointer).asString("");
  }

  /** The members of {@code items}. */
  List<JsonNode> items() {
    Iterator<JsonNode> items = json().path("items").iterator();
    return StreamSupport.stream(((Iterable<JsonNode>) () -> items).spliterator(), false)
        .toList();
  }
}
