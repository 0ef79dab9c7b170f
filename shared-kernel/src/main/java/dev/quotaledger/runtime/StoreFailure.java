package dev.quotaledger.runtime;

import java.sql.SQLException;
import org.axonframework.common.AxonTransientException;

/** Tells what failed in keeping events from what failed in deciding them. */
public final class StoreFailure {

  private StoreFailure() {}

  /** Whether the store, rather than what was asked of it, is why something failed: it may go by. */
  public static boolean isBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException || cause instanceof AxonTransientException) {
        return true;
      }
    }
    return false;
  }
}
