package dev.quotaledger.runtime.readstore;

/** Lets a caller make what it has written durable before it acknowledges anything. */
public interface Durability {

  /**
   * Returns once every write that the store has answered before this call is on disk, so that
   * neither a killed process nor a power failure takes it away. Calls that wait at the same time
   * share one write to the disk.
   *
   * @throws IllegalStateException when the store could not write, or is closed
   */
  void flush();
}
