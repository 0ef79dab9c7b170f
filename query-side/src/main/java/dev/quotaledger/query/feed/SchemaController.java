package dev.quotaledger.query.feed;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.published.Json;
import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.published.PublishedType;
import dev.quotaledger.published.PublishedTypes;
import dev.quotaledger.query.ledger.LedgerSource;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves what describes the events: a schema of each public type's data, and the AsyncAPI document. */
@RestController
class SchemaController {

  private static final String JSON_SCHEMA = "application/schema+json";
  private static final String YAML = "application/yaml";
  private static final Resource DOCUMENT =
      new ClassPathResource("asyncapi.yaml", SchemaController.class);

  private final LedgerSource source;

  SchemaController(LedgerSource source) {
    this.source = source;
  }

  /**
   * The public types.
   *
   * @param items by their names
   */
  record TypesAnswer(List<TypeView> items) {}

  /** A public type, what it means, and where its schema is. */
  record TypeView(String type, String meaning, String schema) {}

  /** Every public type. */
  @GetMapping("/api/v1/schemas")
  TypesAnswer types() {
    return new TypesAnswer(PublishedTypes.all().stream()
        .map(type -> new TypeView(type.fullName(), type.meaning(), address(type)))
        .toList());
  }

  /** The JSON Schema of one type's data, where its {@code dataschema} says. */
  @GetMapping(path = "/api/v1/schemas/{type}", produces = JSON_SCHEMA)
  byte[] schema(@PathVariable String type) {
    PublishedType<?> found = PublishedTypes.named(PublishedType.PREFIX + type)
        .orElseThrow(() -> new Refusal.NotFound("schema", type).asException());
    return Json.bytes(found.schema(address(found)));
  }

  /** The AsyncAPI 3 document of the feed. */
  @GetMapping(path = "/api/v1/asyncapi.yaml", produces = YAML)
  ResponseEntity<Resource> description() {
    return ResponseEntity.ok().contentType(MediaType.parseMediaType(YAML)).body(DOCUMENT);
  }

  private String address(PublishedType<?> type) {
    return PublishedEvent.schemaAddress(source.uri(), type);
  }
}
