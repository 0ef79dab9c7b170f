package dev.quotaledger.runtime;

import java.nio.file.Path;

/** An embedded store, whose files can be copied while the program runs. */
public interface CopiedWhileRunning {

  /**
   * Copies the store, as it is durable at one moment, into a directory that is laid out like a data
   * directory. A program that is started on the copy finds the store as it was then.
   *
   * @param directory where to put the copy; created when it does not exist
   * @throws IllegalStateException when the copy could not be written
   */
  void copyTo(Path directory);
}
