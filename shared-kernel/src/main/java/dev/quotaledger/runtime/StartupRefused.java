package dev.quotaledger.runtime;

/** The program does not start, because it could not keep what it promises. */
public final class StartupRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Names what is wrong and what to do about it.
   *
   * @param cause what is wrong, as a sentence
   * @param remedy what the operator can do, as a sentence
   */
  public StartupRefused(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
  }

  /** What the operator can do. */
  public String remedy() {
    return remedy;
  }
}
