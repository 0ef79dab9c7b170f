package dev.quotaledger.query;

import java.util.Optional;

/** Tells how far the read models have come, all of them together. */
public interface Progress {

  /**
   * A mark of what the active generations have processed; the same mark means that nothing was
   * processed in between. Waits a little until they have everything that is recorded now.
   *
   * @return empty where one of them lags behind or has stopped, so that figures would lack something
   */
  Optional<String> complete();
}
