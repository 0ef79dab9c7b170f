package dev.quotaledger.published;

import dev.quotaledger.api.DomainEvent;
import java.util.Map;
import java.util.function.Function;

/**
 * A type of event as the world outside knows it.
 *
 * @param <E> the event that is published so
 */
public final class PublishedType<E extends Record & DomainEvent> {

  /** What every public type begins with. */
  public static final String PREFIX = "dev.quotaledger.";

  private final String name;
  private final int version;
  private final Class<E> event;
  private final String meaning;
  private final Function<E, String> subject;
  private final Shape<E> data;

  private PublishedType(
      String name,
      int version,
      Class<E> event,
      String meaning,
      Function<E, String> subject,
      Shape<E> data) {
    this.name = name;
    this.version = version;
    this.event = event;
    this.meaning = meaning;
    this.subject = subject;
    this.data = data;
  }

  /**
   * Begins the description of a type.
   *
   * @param name what has happened to what: {@code quota.set}
   * @param version counts up from 1 with every change that a consumer of the type could not read
   * @param event which event it is
   * @param meaning one sentence for whoever receives it
   */
  static <E extends Record & DomainEvent> Begun<E> type(
      String name, int version, Class<E> event, String meaning) {
    return new Begun<>(name, version, event, meaning);
  }

  /** A type that still needs to be told what it is about and what it carries. */
  record Begun<E extends Record & DomainEvent>(
      String name, int version, Class<E> event, String meaning) {

    /** What the event is about: {@code deal/crm-0061}. Then one property for each component. */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    final PublishedType<E> about(Function<E, String> subject, Shape.Property<E, ?>... properties) {
      return new PublishedType<>(
          name, version, event, meaning, subject, Shape.of(event, properties));
    }
  }

  /** The name with its version, without the prefix: {@code quota.set.v1}; that of its schema too. */
  public String shortName() {
    return name + ".v" + version;
  }

  /** The CloudEvents type: {@code dev.quotaledger.quota.set.v1}. */
  public String fullName() {
    return PREFIX + shortName();
  }

  /** The class of the event that is published so. */
  public Class<E> event() {
    return event;
  }

  /** One sentence for whoever receives it. */
  public String meaning() {
    return meaning;
  }

  /** What an event of the type is about. */
  String subjectOf(DomainEvent of) {
    return subject.apply(event.cast(of));
  }

  /** The data of an event of the type. */
  Object data(DomainEvent of) {
    return data.write(event.cast(of));
  }

  /** The event that the data stand for; throws {@link IllegalArgumentException} where it is none. */
  DomainEvent event(Object tree) {
    return data.read(tree);
  }

  /**
   * What JSON Schema (draft 2020-12) says of the data.
   *
   * @param id the address at which it is served
   */
  public Map<String, Object> schema(String id) {
    Map<String, Object> schema = Json.object(
        "$schema",
        "https://json-schema.org/draft/2020-12/schema",
        "$id",
        id,
        "title",
        fullName(),
        "description",
        meaning);
    schema.putAll(data.schema());
    return schema;
  }
}
