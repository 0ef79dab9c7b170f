package dev.quotaledger.published;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Trees of {@link Map}, {@link List}, {@link String}, {@link BigDecimal} and {@link Boolean}, and their
 * bytes. The same tree always gives the same bytes: properties in the order of the map, no white space,
 * numbers as they were given.
 */
public final class Json {

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  private Json() {}

  /** An object of names and values in turn. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** The bytes of a tree, in UTF-8. */
  public static byte[] bytes(Object tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(json, tree);
    }
    return bytes.toByteArray();
  }

  /**
   * The object in the bytes.
   *
   * @throws IllegalArgumentException where the bytes are not one JSON object and nothing else
   */
  public static Map<String, Object> object(byte[] bytes) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      Object tree = json.nextToken() == JsonToken.START_OBJECT ? read(json) : null;
      if (!(tree instanceof Map<?, ?>) || json.nextToken() != null) {
        throw new IllegalArgumentException("This is not one JSON object");
      }
      @SuppressWarnings("unchecked") // names of objects are read as strings below
      Map<String, Object> object = (Map<String, Object>) tree;
      return object;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("This is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void write(JsonGenerator json, Object tree) {
    switch (tree) {
      case Map<?, ?> object -> {
        json.writeStartObject();
        object.forEach((name, value) -> {
          json.writeName((String) name);
          write(json, value);
        });
        json.writeEndObject();
      }
      case List<?> array -> {
        json.writeStartArray();
        array.forEach(item -> write(json, item));
        json.writeEndArray();
      }
      case String text -> json.writeString(text);
      case BigDecimal number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      default -> throw new IllegalArgumentException("Not a part of a tree: " + tree);
    }
  }

  /** The value that begins at the present token; null for a null. */
  private static @Nullable Object read(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          Object value = read(json);
          if (value != null) {
            object.put(name, value);
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          Object value = read(json);
          if (value != null) {
            array.add(value);
          }
        }
        yield array;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
