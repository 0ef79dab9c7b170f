package dev.quotaledger.proof;

import java.io.Serial;

/** Text or bytes without the form that they must have, so that nothing can be said of what is in them. */
public final class Malformed extends IllegalArgumentException {

  @Serial
  private static final long serialVersionUID = 1L;

  /**
   * @param what the thing that was read
   * @param expected the form that it should have, to follow the word "expected"
   */
  public Malformed(String what, String expected) {
    super(what + " is malformed: expected " + expected);
  }
}
