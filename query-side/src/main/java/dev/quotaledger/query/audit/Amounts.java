package dev.quotaledger.query.audit;

import dev.quotaledger.api.Money;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Amounts as answers show them. */
final class Amounts {

  private Amounts() {}

  /** The amount alone; null for none. */
  static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }

  /** What the one is more than the other, where nothing counts as zero. */
  static String difference(@Nullable Money more, @Nullable Money less, Currency currency) {
    return orZero(more, currency).minus(orZero(less, currency)).toPlainString();
  }

  static Money orZero(@Nullable Money money, Currency currency) {
    return Objects.requireNonNullElse(money, Money.zero(currency));
  }
}
