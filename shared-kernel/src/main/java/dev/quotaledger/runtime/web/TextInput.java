package dev.quotaledger.runtime.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quotaledger.api.InvalidValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from text, the same in JSON bodies, query parameters and CSV. Every method throws {@link InvalidValue}
 * with the field's name and what the field takes.
 */
public final class TextInput {

  static final String DAY = "a date such as 2026-01-31, of the years 1900 to 9999";
  static final String INSTANT =
      "an instant such as 2026-01-31T12:00:00Z, of the years 1900 to 9999";
  static final String DECIMAL = "a decimal number of at most 30 digits and 30 decimals";
  static final String TIME_ZONE = "an IANA time zone such as Europe/Berlin";
  static final String CURRENCY = "an ISO 4217 currency code such as EUR";

  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final int MOST_DIGITS = 30;
  private static final int LONGEST = 100;

  private TextInput() {}

  /** A day in ISO 8601. */
  public static LocalDate day(String field, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
        return day;
      }
    } catch (DateTimeParseException _) {
      // said below
    }
    throw new InvalidValue(field, DAY, text);
  }

  /** An instant in ISO 8601, with {@code Z} or an offset. */
  public static Instant instant(String field, String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
      if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
        return instant;
      }
    } catch (DateTimeParseException _) {
      // said below
    }
    throw new InvalidValue(field, INSTANT, text);
  }

  /** A decimal number, exactly; an exponent is allowed as long as the digits stay within bounds. */
  public static BigDecimal decimal(String field, String text) {
    try {
      if (text.length() <= LONGEST) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
          return number.scale() < 0 ? number.setScale(0) : number;
        }
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new InvalidValue(field, DECIMAL, text);
  }

  /** A currency by its code. */
  public static Currency currency(String field, String text) {
    try {
      return Currency.getInstance(text);
    } catch (IllegalArgumentException _) {
      throw new InvalidValue(field, CURRENCY, text);
    }
  }

  /** A time zone by its name. */
  public static ZoneId timeZone(String field, String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException _) {
      throw new InvalidValue(field, TIME_ZONE, text);
    }
  }

  /** One of an enum's constants, by the name that JSON uses for it. */
  public static <E extends Enum<E>> E oneOf(String field, Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> nameOf(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidValue(field, choices(type), text));
  }

  /** What such a field takes. */
  static String choices(Class<?> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(TextInput::nameOf).toList();
    return "one of " + String.join(", ", names);
  }

  private static String nameOf(Object constant) {
    Enum<?> value = (Enum<?>) constant;
    @Nullable JsonProperty renamed;
    try {
      renamed = value.getDeclaringClass().getField(value.name()).getAnnotation(JsonProperty.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
    return renamed == null ? value.name() : renamed.value();
  }
}
