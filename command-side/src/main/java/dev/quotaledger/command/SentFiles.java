package dev.quotaledger.command;

/** Files that somebody sent, which may name people. */
public interface SentFiles {

  /**
   * Deletes what is kept of those that came until now, and of those that are still needed as soon as
   * they are not. What is yet to be deleted is on disk when this returns.
   */
  void forget();
}
