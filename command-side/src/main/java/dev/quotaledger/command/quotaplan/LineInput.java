package dev.quotaledger.command.quotaplan;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Who;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The quota lines that clients write. */
final class LineInput {

  /** Only the plan knows its currency; whatever that is, an amount has to fit. */
  private static final Currency ANY_CURRENCY = Currency.getInstance("XXX");

  private LineInput() {}

  /** A line and what it is set to. */
  record Set(
      Who subject,
      @Nullable TerritoryId territoryId,
      @Nullable ProductLine productLine,
      PeriodId periodId,
      BigDecimal amount,
      String reason,
      @Nullable LocalDate effectiveOn) {

    /** Throws {@link InvalidValue} for an amount of too many digits. */
    Set {
      checkDigits("amount", amount);
    }

    QuotaLineKey key() {
      return new QuotaLineKey(subject.subject(), territoryId, productLine, periodId);
    }
  }

  /** A line and what is added to it. */
  record Adjust(
      Who subject,
      @Nullable TerritoryId territoryId,
      @Nullable ProductLine productLine,
      PeriodId periodId,
      BigDecimal delta,
      String reason,
      @Nullable LocalDate effectiveOn) {

    /** Throws {@link InvalidValue} for a difference of too many digits. */
    Adjust {
      checkDigits("delta", delta);
    }

    QuotaLineKey key() {
      return new QuotaLineKey(subject.subject(), territoryId, productLine, periodId);
    }
  }

  /** One line in its own fields, or many in {@code adjustments}, perhaps with their method. */
  record AdjustOneOrMany(
      @Nullable List<Adjust> adjustments,
      @Nullable Method method,
      @Nullable Who subject,
      @Nullable TerritoryId territoryId,
      @Nullable ProductLine productLine,
      @Nullable PeriodId periodId,
      @Nullable BigDecimal delta,
      @Nullable String reason,
      @Nullable LocalDate effectiveOn) {

    /** Throws {@link InvalidValue} for many lines beside the fields of one. */
    AdjustOneOrMany {
      checkOneForm(
          "adjustments",
          adjustments,
          subject,
          territoryId,
          productLine,
          periodId,
          delta,
          reason,
          effectiveOn);
    }

    Adjust one() {
      return new Adjust(
          present("subject", subject, "the object of type and id"),
          territoryId,
          productLine,
          present("periodId", periodId, "a string"),
          present("delta", delta, "a decimal number"),
          present("reason", reason, "a string"),
          effectiveOn);
    }
  }

  /** One line in its own fields, or many in {@code quotas}; what either form needs is required. */
  record SetOneOrMany(
      @Nullable List<Set> quotas,
      @Nullable Who subject,
      @Nullable TerritoryId territoryId,
      @Nullable ProductLine productLine,
      @Nullable PeriodId periodId,
      @Nullable BigDecimal amount,
      @Nullable String reason,
      @Nullable LocalDate effectiveOn) {

    /** Throws {@link InvalidValue} for many lines beside the fields of one. */
    SetOneOrMany {
      checkOneForm(
          "quotas",
          quotas,
          subject,
          territoryId,
          productLine,
          periodId,
          amount,
          reason,
          effectiveOn);
    }

    Set one() {
      return new Set(
          present("subject", subject, "the object of type and id"),
          territoryId,
          productLine,
          present("periodId", periodId, "a string"),
          present("amount", amount, "a decimal number"),
          present("reason", reason, "a string"),
          effectiveOn);
    }
  }

  private static void checkOneForm(String field, @Nullable List<?> many, @Nullable Object... one) {
    if (many != null && Stream.of(one).anyMatch(Objects::nonNull)) {
      throw new InvalidValue(field, "no fields of a single line beside it", "both");
    }
  }

  private static <T> T present(String field, @Nullable T value, String expected) {
    if (value == null) {
      throw new InvalidValue(field, expected, "nothing");
    }
    return value;
  }

  private static void checkDigits(String field, BigDecimal amount) {
    try {
      var _ = new Money(amount, ANY_CURRENCY);
    } catch (InvalidValue e) {
      throw new InvalidValue(field, e.expected(), amount.toString());
    }
  }
}
