package dev.quotaledger.query.store;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.quotaledger.api.DomainEvent;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The JSON of facts: exact decimals, events with their names. Answers show dates as text; packed facts
 * keep them as numbers, since reading text was a fifth of the time that a figure of the past took.
 */
public final class FactJson {

  /** Writes and reads facts; events carry their simple class name in the field {@code type}. */
  public static final JsonMapper MAPPER = JsonMapper.builder()
      .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
      .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
      .addMixIn(DomainEvent.class, Named.class)
      .registerSubtypes(eventTypes(DomainEvent.class)
          .map(type -> new NamedType(type, type.getSimpleName()))
          .toArray(NamedType[]::new))
      .build();

  /** The same with days since 1970 for dates and nanoseconds since 1970 for moments. */
  public static final JsonMapper PACKED =
      MAPPER.rebuild().addModule(new DatesAsNumbers()).build();

  private FactJson() {}

  private static Stream<Class<?>> eventTypes(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(FactJson::eventTypes)
        : Stream.of(family);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Named {}
}
