package dev.quotaledger.query.standing;

import dev.quotaledger.api.Money;
import org.jspecify.annotations.Nullable;

/** Amounts as answers show them. */
final class Amounts {

  private Amounts() {}

  /** The amount alone; null for none. */
  static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
