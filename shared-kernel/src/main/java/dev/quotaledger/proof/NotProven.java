package dev.quotaledger.proof;

import java.io.Serial;

/** Something that is claimed of a ledger and does not hold: a signature, a root, an entry or a proof. */
public final class NotProven extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  /**
   * @param why what does not hold
   */
  public NotProven(String why) {
    super(why);
  }
}
