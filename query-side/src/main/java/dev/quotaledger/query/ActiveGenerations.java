package dev.quotaledger.query;

/** Tells readers which generation of a read model answers. */
public interface ActiveGenerations {

  /**
   * The generation to read. Ask once for each request and use the answer for the whole of it; after a
   * switch the old collections stay for a while, so that requests under way can finish.
   *
   * @param model the read model's name
   * @throws IllegalArgumentException when there is no such model
   */
  Generation active(String model);

  /**
   * Whether the active generation has stopped at an event that it cannot project, so that its answers
   * lack what came after. Answers say so as {@code stale}.
   *
   * @throws IllegalArgumentException when there is no such model
   */
  boolean isStale(String model);
}
