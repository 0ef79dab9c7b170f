package dev.quotaledger.published;

import dev.quotaledger.api.DomainEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as the world outside sees it: a CloudEvents 1.0 document in structured JSON, whose bytes are
 * made once and never again.
 *
 * @param index its place in the ledger, from 0 without a gap; CloudEvents' {@code sequence}
 * @param source the absolute URI of this deployment
 * @param eventId its own identifier, unique and stable; CloudEvents' {@code id}
 * @param aggregateId whose stream it stands in; CloudEvents' {@code partitionkey}
 * @param aggregateSequence its place in that stream, from 0
 * @param recordedAt when it was recorded; CloudEvents' {@code recordedtime}
 * @param origin how it came: what of {@link #ORIGIN} is known
 * @param payload what the event store calls the bytes that it keeps
 * @param event what has happened; its business date is CloudEvents' {@code time}
 */
public record PublishedEvent(
    long index,
    String source,
    String eventId,
    String aggregateId,
    long aggregateSequence,
    Instant recordedAt,
    Map<String, String> origin,
    Payload payload,
    DomainEvent event) {

  /** The attributes that say how an event came, in the order in which they are written. */
  public static final List<String> ORIGIN = List.of(
      "correlationid",
      "causationid",
      "actor",
      "actorrep",
      "onbehalfof",
      "requestid",
      "sourcesystem");

  private static final int INDEX_DIGITS = 20;

  /**
   * What the event store keeps, so that a dump of it can be held against the ledger.
   *
   * @param type the name of the type there
   * @param revision the revision of the type there
   * @param digest the SHA-256 of the bytes there, in hexadecimal
   */
  public record Payload(String type, String revision, String digest) {}

  /** The index as {@code sequence} has it, so that the order of texts is that of numbers. */
  public static String sequence(long index) {
    return ("%0" + INDEX_DIGITS + "d").formatted(index);
  }

  /** Where the schema of a type is served. */
  public static String schemaAddress(String source, PublishedType<?> type) {
    return source + "/api/v1/schemas/" + type.shortName();
  }

  /** Its public type. */
  public PublishedType<?> type() {
    return PublishedTypes.of(event);
  }

  /** What it is about: {@code deal/crm-0061}. */
  public String subject() {
    return type().subjectOf(event);
  }

  /** Its bytes, in UTF-8: always the same for the same event. */
  public byte[] bytes() {
    PublishedType<?> type = type();
    Map<String, Object> tree = Json.object(
        "specversion", "1.0",
        "id", eventId,
        "source", source,
        "type", type.fullName(),
        "subject", subject(),
        "time", event.effectiveOn().atStartOfDay(ZoneOffset.UTC).toInstant().toString(),
        "datacontenttype", "application/json",
        "dataschema", schemaAddress(source, type),
        "sequence", sequence(index),
        "partitionkey", aggregateId,
        "recordedtime", recordedAt.toString());
    ORIGIN.stream().filter(origin::containsKey).forEach(name -> tree.put(name, origin.get(name)));
    tree.putAll(Json.object(
        "aggregatesequence", Long.toString(aggregateSequence),
        "payloadtype", payload.type,
        "payloadrevision", payload.revision,
        "payloaddigest", payload.digest,
        "data", type.data(event)));
    return Json.bytes(tree);
  }

  /**
   * The event that the bytes stand for.
   *
   * @throws IllegalArgumentException where they are no such document, or of a type that is not known
   */
  public static PublishedEvent read(byte[] bytes) {
    Map<String, Object> tree = Json.object(bytes);
    String name = text(tree, "type");
    PublishedType<?> type = PublishedTypes.named(name)
        .orElseThrow(() -> new IllegalArgumentException("There is no public type " + name));
    Map<String, String> origin = new TreeMap<>();
    ORIGIN.stream()
        .filter(tree::containsKey)
        .forEach(attribute -> origin.put(attribute, text(tree, attribute)));
    return new PublishedEvent(
        Long.parseLong(text(tree, "sequence")),
        text(tree, "source"),
        text(tree, "id"),
        text(tree, "partitionkey"),
        Long.parseLong(text(tree, "aggregatesequence")),
        Instant.parse(text(tree, "recordedtime")),
        origin,
        new Payload(
            text(tree, "payloadtype"), text(tree, "payloadrevision"), text(tree, "payloaddigest")),
        type.event(required(tree, "data")));
  }

  private static String text(Map<String, Object> tree, String name) {
    return Forms.cast(String.class, required(tree, name));
  }

  private static Object required(Map<String, Object> tree, String name) {
    @Nullable Object value = tree.get(name);
    if (value == null) {
      throw new IllegalArgumentException("There is no attribute " + name);
    }
    return Objects.requireNonNull(value);
  }
}
