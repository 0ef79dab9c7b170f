package dev.quotaledger.command;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets commands through side by side, unless it is closed for what must not see half of one. */
final class Gate {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  <T> T pass(Supplier<T> command) {
    return holding(lock.readLock(), command);
  }

  <T> T closedFor(Supplier<T> work) {
    return holding(lock.writeLock(), work);
  }

  private static <T> T holding(Lock side, Supplier<T> work) {
    side.lock();
    try {
      return work.get();
    } finally {
      side.unlock();
    }
  }
}
