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

/** The JSON that facts are kept as: dates as text, exact decimals, events with their names. */
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

  private FactJson() {}

  private static Stream<Class<?>> eventTypes(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(FactJson::eventTypes)
        : Stream.of(family);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Named {}
}
