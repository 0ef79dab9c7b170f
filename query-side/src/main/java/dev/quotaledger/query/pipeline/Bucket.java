package dev.quotaledger.query.pipeline;

import dev.quotaledger.model.CreditTarget;
import java.time.YearMonth;

/** Whose deals or leads, and the month in which they closed or came in. */
record Bucket(CreditTarget target, YearMonth month) {

  @Override
  public String toString() {
    return target + "|" + month;
  }
}
