package dev.quotaledger.published;

import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The forms of values that events share. */
final class Forms {

  static final Form<String> TEXT = text(Function.identity(), Function.identity(), "");
  static final Form<LocalDate> DATE = text(LocalDate::toString, LocalDate::parse, "date");
  static final Form<Instant> MOMENT = text(Instant::toString, Instant::parse, "date-time");
  static final Form<Currency> CURRENCY = text(Currency::getCurrencyCode, Currency::getInstance, "");

  /** An amount, which a number of JSON could not carry exactly everywhere. */
  static final Form<BigDecimal> EXACT = text(BigDecimal::toPlainString, BigDecimal::new, "");

  static final Form<BigDecimal> NUMBER = new Form<>() {
    @Override
    public Object write(BigDecimal value) {
      return value;
    }

    @Override
    public BigDecimal read(Object tree) {
      return cast(BigDecimal.class, tree);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "number");
    }
  };

  static final Form<Long> WHOLE = whole(BigDecimal::longValueExact);
  static final Form<Integer> COUNT = whole(BigDecimal::intValueExact);

  static final Form<Boolean> FLAG = new Form<>() {
    @Override
    public Object write(Boolean value) {
      return value;
    }

    @Override
    public Boolean read(Object tree) {
      return cast(Boolean.class, tree);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "boolean");
    }
  };

  static final Form<RepId> REP = text(RepId::value, RepId::new, "");
  static final Form<TeamId> TEAM = text(TeamId::value, TeamId::new, "");
  static final Form<TerritoryId> TERRITORY = text(TerritoryId::value, TerritoryId::new, "");
  static final Form<CalendarId> CALENDAR = text(CalendarId::value, CalendarId::new, "");
  static final Form<PeriodId> PERIOD = text(PeriodId::value, PeriodId::new, "");
  static final Form<PlanId> PLAN = text(PlanId::value, PlanId::new, "");
  static final Form<ProductLine> PRODUCT_LINE = text(ProductLine::value, ProductLine::new, "");
  static final Form<AccountId> ACCOUNT = text(AccountId::value, AccountId::new, "");
  static final Form<DealId> DEAL = text(DealId::value, DealId::new, "");
  static final Form<LeadId> LEAD = text(LeadId::value, LeadId::new, "");
  static final Form<SourceVersion> SOURCE_VERSION =
      text(SourceVersion::toString, SourceVersion::parse, "");

  static final Form<Money> MONEY = Shape.of(
      Money.class,
      field("amount", Money::amount, EXACT),
      field("currency", Money::currency, CURRENCY));

  static final Form<PersonalText> PERSONAL_TEXT = Shape.of(
      PersonalText.class,
      field("about", PersonalText::about, TEXT),
      field("cipher", PersonalText::cipher, TEXT));

  static final Form<Method> METHOD = Shape.of(
      Method.class, field("name", Method::name, TEXT), field("version", Method::version, COUNT));

  static final Form<Subject> SUBJECT = Shape.of(
      Subject.class,
      field("type", Subject::type, oneOf(Subject.Type.class)),
      field("id", Subject::id, TEXT));

  static final Form<QuotaLineKey> LINE = Shape.of(
      QuotaLineKey.class,
      field("subject", QuotaLineKey::subject, SUBJECT),
      optional("territoryId", QuotaLineKey::territoryId, TERRITORY),
      optional("productLine", QuotaLineKey::productLine, PRODUCT_LINE),
      field("periodId", QuotaLineKey::periodId, PERIOD));

  static final Form<DateRange> DAYS = Shape.of(
      DateRange.class,
      field("from", DateRange::from, DATE),
      optional("until", DateRange::until, DATE));

  static final Form<List<Share>> SHARES = listOf(Shape.of(
      Share.class, field("repId", Share::repId, REP), field("percent", Share::percent, EXACT)));

  private Forms() {}

  /** A value that a text names. */
  static <T> Form<T> text(Function<T, String> toText, Function<String, T> fromText, String format) {
    return new Form<>() {
      @Override
      public Object write(T value) {
        return toText.apply(value);
      }

      @Override
      public T read(Object tree) {
        try {
          return fromText.apply(cast(String.class, tree));
        } catch (RuntimeException e) {
          throw new IllegalArgumentException("No such value: " + tree, e);
        }
      }

      @Override
      public Map<String, Object> schema() {
        return format.isEmpty()
            ? Map.of("type", "string")
            : Json.object("type", "string", "format", format);
      }
    };
  }

  /** The name of a constant. */
  static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
    Form<E> byName = text(Enum::name, name -> Enum.valueOf(type, name), "");
    return new Form<>() {
      @Override
      public Object write(E value) {
        return byName.write(value);
      }

      @Override
      public E read(Object tree) {
        return byName.read(tree);
      }

      @Override
      public Map<String, Object> schema() {
        return Json.object(
            "type",
            "string",
            "enum",
            Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
      }
    };
  }

  /** Several values in their order. */
  static <T> Form<List<T>> listOf(Form<T> item) {
    return new Form<>() {
      @Override
      public Object write(List<T> value) {
        return value.stream().map(item::write).toList();
      }

      @Override
      public List<T> read(Object tree) {
        List<?> array = cast(List.class, tree);
        return array.stream().<T>map(item::read).toList();
      }

      @Override
      public Map<String, Object> schema() {
        return Json.object("type", "array", "items", item.schema());
      }
    };
  }

  private static <T extends Number> Form<T> whole(Function<BigDecimal, T> exact) {
    return new Form<>() {
      @Override
      public Object write(T value) {
        return BigDecimal.valueOf(value.longValue());
      }

      @Override
      public T read(Object tree) {
        return exact.apply(cast(BigDecimal.class, tree));
      }

      @Override
      public Map<String, Object> schema() {
        return Map.of("type", "integer");
      }
    };
  }

  static <T> T cast(Class<T> type, Object tree) {
    if (!type.isInstance(tree)) {
      throw new IllegalArgumentException(
          "Expected %s but found %s".formatted(type.getSimpleName(), tree));
    }
    return type.cast(tree);
  }
}
