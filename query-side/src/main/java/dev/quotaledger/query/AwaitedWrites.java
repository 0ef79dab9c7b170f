package dev.quotaledger.query;

import dev.quotaledger.runtime.web.ProblemException;

/** Lets a request wait for the write whose Consistency-Token it carries. */
public interface AwaitedWrites {

  /**
   * Returns when a processor has handled the write's events; at once where the request awaits none.
   *
   * @param processor the name of its stored position
   * @return whether the request awaits a write
   * @throws ProblemException when the processor does not come so far in time
   */
  boolean await(String processor);
}
