package dev.quotaledger.query.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many decimal numbers, to compute exact statistics of: as whole numbers of their smallest unit, and
 * beside them those that are too large for that.
 */
final class Decimals {

  private static final int FIRST_ROOM = 8;

  private final int decimals;
  private long[] units = new long[FIRST_ROOM];
  private int size;
  private boolean sorted = true;
  private final List<BigDecimal> large = new ArrayList<>();

  /** None yet, of which none has more than so many decimals. */
  Decimals(int decimals) {
    this.decimals = decimals;
  }

  /** Takes a number in, as a whole number of the smallest unit. */
  void add(long number) {
    if (size == units.length) {
      units = Arrays.copyOf(units, 2 * size);
    }
    sorted = sorted && (size == 0 || units[size - 1] <= number);
    units[size++] = number;
  }

  /** Takes a number in. */
  void add(BigDecimal number) {
    BigDecimal whole = number.movePointRight(decimals).setScale(0, RoundingMode.UNNECESSARY);
    if (whole.unscaledValue().bitLength() < Long.SIZE) {
      add(whole.longValueExact());
    } else {
      large.add(number);
    }
  }

  int count() {
    return size + large.size();
  }

  BigDecimal sum() {
    BigDecimal sum = large.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    long part = 0;
    for (int i = 0; i < size; i++) {
      long next = part + units[i];
      if (((part ^ next) & (units[i] ^ next)) < 0) { // it does not fit
        sum = sum.add(BigDecimal.valueOf(part, decimals));
        next = units[i];
      }
      part = next;
    }
    return sum.add(BigDecimal.valueOf(part, decimals));
  }

  /** HALF_UP at so many decimals; null where there are none. */
  @Nullable
  BigDecimal mean(int decimalsOfMean) {
    return count() == 0
        ? null
        : sum().divide(BigDecimal.valueOf(count()), decimalsOfMean, RoundingMode.HALF_UP);
  }

  /** As in {@link Statistics}; null where there are none. */
  @Nullable
  BigDecimal quantile(BigDecimal share, int decimalsOfQuantile) {
    if (!large.isEmpty()) {
      return Statistics.quantile(all(), share, decimalsOfQuantile);
    }
    if (!sorted) {
      Arrays.sort(units, 0, size);
      sorted = true;
    }
    return Statistics.quantile(
        size, i -> BigDecimal.valueOf(units[i], decimals), share, decimalsOfQuantile);
  }

  private List<BigDecimal> all() {
    List<BigDecimal> all = new ArrayList<>(large);
    for (int i = 0; i < size; i++) {
      all.add(BigDecimal.valueOf(units[i], decimals));
    }
    return all;
  }
}
