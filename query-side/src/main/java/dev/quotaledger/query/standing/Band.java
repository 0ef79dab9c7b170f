package dev.quotaledger.query.standing;

import java.math.BigDecimal;

/** A range of attainment, by whose lower bound it is named in percent; each number is in one. */
enum Band {
  /** Below 50 %. */
  BELOW_50,
  /** From 50 % to below 80 %. */
  FROM_50_TO_80,
  /** From 80 % to below 100 %. */
  FROM_80_TO_100,
  /** From 100 % to 120 %, both included. */
  FROM_100_TO_120,
  /** Above 120 %. */
  ABOVE_120;

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal FOUR_FIFTHS = new BigDecimal("0.8");
  private static final BigDecimal SIX_FIFTHS = new BigDecimal("1.2");

  static Band of(BigDecimal attainment) {
    if (attainment.compareTo(SIX_FIFTHS) > 0) {
      return ABOVE_120;
    }
    if (isReached(attainment)) {
      return FROM_100_TO_120;
    }
    if (attainment.compareTo(FOUR_FIFTHS) >= 0) {
      return FROM_80_TO_100;
    }
    return attainment.compareTo(HALF) >= 0 ? FROM_50_TO_80 : BELOW_50;
  }

  /** Whether the quota is reached. */
  static boolean isReached(BigDecimal attainment) {
    return attainment.compareTo(BigDecimal.ONE) >= 0;
  }
}
