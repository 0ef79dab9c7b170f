package dev.quotaledger.runtime.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** What a field of some type takes, in words for people. */
final class Expected {

  private Expected() {}

  static String of(@Nullable Class<?> declared) {
    if (declared == null) {
      return "another value";
    }
    Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(declared);
    if (type.isEnum()) {
      return TextInput.choices(type);
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "an array";
    }
    return isText(type) ? "a string" : ofScalar(type);
  }

  private static String ofScalar(Class<?> type) {
    if (type == LocalDate.class) {
      return TextInput.DAY;
    } else if (type == Instant.class) {
      return TextInput.INSTANT;
    } else if (type == ZoneId.class) {
      return TextInput.TIME_ZONE;
    } else if (type == Currency.class) {
      return TextInput.CURRENCY;
    } else if (type == Boolean.class) {
      return "true or false";
    } else if (type == Integer.class) {
      return "an integer from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    } else if (type == Long.class || type == BigInteger.class) {
      return "an integer";
    } else if (type == BigDecimal.class || Number.class.isAssignableFrom(type)) {
      return TextInput.DECIMAL;
    }
    return "an object";
  }

  /** A record that is read from one JSON value, as all identifiers are, is text to the client. */
  private static boolean isText(Class<?> type) {
    return CharSequence.class.isAssignableFrom(type)
        || Stream.<Executable>concat(
                Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods()))
            .anyMatch(Expected::isDelegating);
  }

  private static boolean isDelegating(AnnotatedElement creator) {
    JsonCreator annotation = creator.getAnnotation(JsonCreator.class);
    return annotation != null && annotation.mode() == JsonCreator.Mode.DELEGATING;
  }
}
