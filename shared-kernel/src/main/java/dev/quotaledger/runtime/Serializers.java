package dev.quotaledger.runtime;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.function.Consumer;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * How messages become bytes: JSON, dates as ISO strings, decimals exactly as they were given, no
 * value where there is none.
 *
 * <p>A property that the reader does not know is ignored, so that an instance of the previous
 * release keeps running while the next one already writes; a property that the reader needs and does
 * not find is refused by the record that it belongs to.
 */
public final class Serializers {

  /** The only classes that stored JSON may name. */
  private static final PolymorphicTypeValidator NAMED_TYPES =
      BasicPolymorphicTypeValidator.builder()
          .allowIfSubType("org.axonframework.")
          .allowIfSubType("dev.quotaledger.")
          .build();

  private Serializers() {}

  /** For events: every class of ours must state its revision, and at most 1 MB is stored. */
  public static Serializer events() {
    return StoredForm.plain(jackson(new Revisions(), _ -> {}));
  }

  /**
   * For the state of aggregates: all fields, whatever their visibility, and no others; compressed; at
   * most 1 MB. A snapshot that does not fit the class is refused, and Axon then reads the events.
   */
  public static Serializer snapshots() {
    return StoredForm.compressed(jackson(new Revisions(), Serializers::byFields));
  }

  private static void byFields(JsonMapper.Builder mapper) {
    mapper
        .changeDefaultVisibility(visibility -> visibility
            .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
            .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
        .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** For everything that is not kept for long: tracking tokens and messages between components. */
  public static Serializer general() {
    return jackson(new AnnotationRevisionResolver(), _ -> {});
  }

  private static Serializer jackson(RevisionResolver revisions, Consumer<JsonMapper.Builder> more) {
    return Jackson3Serializer.builder()
        .revisionResolver(revisions)
        .jsonMapperBuilderCustomizer(mapper -> more.accept(common(mapper)))
        .build();
  }

  private static JsonMapper.Builder common(JsonMapper.Builder mapper) {
    return mapper
        .polymorphicTypeValidator(NAMED_TYPES)
        .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
