package dev.quotaledger.runtime;

import java.time.Duration;
import org.axonframework.common.AxonTransientException;

/**
 * A transaction that had appended events was not committed in time and was rolled back, so nothing
 * of it is stored. It may be sent again.
 */
public final class AppendTookTooLong extends AxonTransientException {

  private static final long serialVersionUID = 1L;

  AppendTookTooLong(Duration bound) {
    super("The events were not committed within %s and were rolled back.".formatted(bound));
  }
}
