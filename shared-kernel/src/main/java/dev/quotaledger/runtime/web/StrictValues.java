package dev.quotaledger.runtime.web;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.SourceVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * How single JSON values are read: text only from strings, dates only in ISO 8601, decimals from strings or numbers and
 * within bounds. The parser's own rules would take many further forms and guess.
 */
final class StrictValues extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final Set<JsonToken> TEXT = Set.of(JsonToken.VALUE_STRING);
  private static final Set<JsonToken> TEXT_OR_INTEGER =
      Set.of(JsonToken.VALUE_STRING, JsonToken.VALUE_NUMBER_INT);
  private static final Set<JsonToken> TEXT_OR_NUMBER =
      Set.of(JsonToken.VALUE_STRING, JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);

  /** The field's name is not known here; whoever reports the problem takes it from the path. */
  private static final String FIELD = "value";

  StrictValues() {
    super("quotaledger-strict-values");
    read(String.class, TEXT, StrictValues::wellFormed);
    read(LocalDate.class, TEXT, text -> TextInput.day(FIELD, text));
    read(Instant.class, TEXT, text -> TextInput.instant(FIELD, text));
    read(ZoneId.class, TEXT, text -> TextInput.timeZone(FIELD, text));
    read(Currency.class, TEXT, text -> TextInput.currency(FIELD, text));
    read(BigDecimal.class, TEXT_OR_NUMBER, text -> TextInput.decimal(FIELD, text));
    read(SourceVersion.class, TEXT_OR_INTEGER, SourceVersion::parse);
  }

  private <T> void read(Class<T> type, Set<JsonToken> tokens, Function<String, T> parse) {
    addDeserializer(type, new FromText<>(type, tokens, parse));
  }

  private static String wellFormed(String text) {
    if (WellFormed.lacksAHalf(text) || text.indexOf('\0') >= 0) {
      throw new InvalidValue(FIELD, "text without NUL or half characters", WellFormed.text(text));
    }
    return text;
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {

    private final transient Set<JsonToken> tokens;
    private final transient Function<String, T> parse;

    FromText(Class<T> type, Set<JsonToken> tokens, Function<String, T> parse) {
      super(type);
      this.tokens = tokens;
      this.parse = parse;
    }

    @Override
    @SuppressWarnings("unchecked") // it throws instead of answering
    public T deserialize(JsonParser parser, DeserializationContext context) {
      return tokens.contains(parser.currentToken())
          ? parse.apply(parser.getString())
          : (T) context.handleUnexpectedToken(getValueType(context), parser);
    }
  }
}
