package dev.quotaledger.api;

import java.io.Serial;
import org.axonframework.common.AxonNonTransientException;

/** Thrown when a command is refused; sending it again as it is would be refused again. */
public final class Refused extends AxonNonTransientException {

  @Serial
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** Refuses for the reason given. */
  public Refused(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}
