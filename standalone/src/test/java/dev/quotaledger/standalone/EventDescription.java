package dev.quotaledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a running server says that its events are like: its AsyncAPI document and its schemas. */
final class EventDescription {

  private static final JsonMapper JSON = new JsonMapper();

  private final SchemaRegistry schemas;
  private final Map<?, ?> document;
  private final String address;

  /** Reads the description, for which nobody has to be known. */
  EventDescription(Client client) {
    Map<String, String> texts = new HashMap<>();
    JsonNode types = read(client, "/api/v1/schemas").json().path("items");
    types.forEach(type -> {
      String schema = type.path("schema").asString();
      texts.put(
          schema,
          read(client, schema.substring(schema.indexOf("/api/"))).response().body());
    });
    String any = texts.keySet().iterator().next();
    address = any.substring(0, any.indexOf("schemas/")) + "asyncapi.yaml";
    document = new Yaml().load(read(client, "/api/v1/asyncapi.yaml").response().body());
    texts.put(address, JSON.writeValueAsString(document));
    schemas = SchemaRegistry.withDefaultDialect(
        Dialects.getDraft202012(), registry -> registry.schemas(texts));
  }

  /** The names of the messages, without their prefix. */
  Map<?, ?> messages() {
    Map<?, ?> components = (Map<?, ?>) Objects.requireNonNull(document.get("components"));
    return (Map<?, ?>) Objects.requireNonNull(components.get("messages"));
  }

  /** Fails where the document has no message of the event's type, or another one than this. */
  void assertFits(String event) {
    JsonNode tree = JSON.readTree(event);
    String type = tree.path("type").asString();
    String name = type.substring("dev.quotaledger.".length());
    assertThat(messages().containsKey(name)).as("a message for " + type).isTrue();
    assertThat(tree.path("dataschema").asString()).endsWith("/api/v1/schemas/" + name);
    List<Error> errors = schemas
        .getSchema(SchemaLocation.of(address + "#/components/messages/" + name + "/payload"))
        .validate(event, InputFormat.JSON);
    assertThat(errors).as(event).isEmpty();
  }

  private static Answer read(Client client, String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer;
  }
}
