package dev.quotaledger.query.ledger;

import dev.quotaledger.query.AwaitedWrites;
import dev.quotaledger.runtime.readstore.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ledger as everybody reads it. Whatever it shows is on disk, so that nobody has seen what a crash
 * could take back. The newest entries are kept in memory, for those who follow.
 */
public final class Ledger {

  /** How far one look for what a filter wants reaches. */
  private static final int REACH = 100_000;

  private static final int MOST_KEPT = 5_000;
  private static final long MOST_BYTES_KEPT = 8_000_000;

  private final LedgerDocuments documents;
  private final Durability durability;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private volatile Newest newest = new Newest(0, List.of());

  /** The newest entries without a gap, the last of which is the last of the ledger. */
  private record Newest(long first, List<LedgerEntry> entries) {

    long size() {
      return first + entries.size();
    }

    boolean has(long index) {
      return index >= first && index < size();
    }

    List<LedgerEntry> from(long index) {
      return entries.subList(Math.toIntExact(index - first), entries.size());
    }
  }

  Ledger(LedgerDocuments documents, Durability durability) {
    this.documents = documents;
    this.durability = durability;
  }

  /**
   * Some of the entries that a filter wants.
   *
   * @param next where to look for more
   * @param size how many entries the ledger had
   */
  public record Found(List<LedgerEntry> entries, long next, long size) {

    /** Whether there was nothing more to look at. */
    public boolean isAll() {
      return next >= size;
    }
  }

  /**
   * Waits until the write that the present request awaits is in it.
   *
   * @return whether the request awaits one
   */
  public boolean await(AwaitedWrites writes) {
    boolean awaited = writes.await(LedgerProcessor.NAME);
    if (awaited) {
      refresh(); // another instance may have written it
    }
    return awaited;
  }

  /** How many entries there are; the next one has this index. */
  public long size() {
    return newest.size();
  }

  /**
   * The entries that a filter wants, in their order. There may be none among those looked at although
   * there are more behind them.
   *
   * @param from the first index that is looked at
   * @param limit the most entries to answer with
   */
  public Found find(EntryFilter filter, long from, int limit) {
    Newest present = newest;
    long until = Math.min(present.size(), from + REACH);
    List<LedgerEntry> entries = present.has(from)
        ? present.from(from).stream().filter(filter::wants).limit(limit).toList()
        : documents.read(from, until, filter, limit);
    long next = entries.size() == limit ? entries.getLast().index() + 1 : until;
    return new Found(entries, Math.max(from, next), present.size());
  }

  /** Whether there is an entry at an index, also one that another instance has just written. */
  public boolean has(long index) {
    if (index >= size()) {
      refresh();
    }
    return index >= 0 && index < size();
  }

  /** The entry at an index; empty beyond the last one. */
  public Optional<LedgerEntry> at(long index) {
    return index < 0 || index >= size()
        ? Optional.empty()
        : Optional.of(find(EntryFilter.ALL, index, 1).entries().getFirst());
  }

  /** The entry of an event; empty where there is none yet. */
  public Optional<LedgerEntry> ofEvent(String eventId) {
    return documents.ofEvent(eventId).filter(entry -> entry.index() < size());
  }

  /** Waits until there are more entries than so many, at most so long; answers whether there are. */
  public boolean awaitMoreThan(long known, Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (size() <= known && left > 0) {
        left = grown.awaitNanos(left);
      }
      return size() > known;
    } finally {
      lock.unlock();
    }
  }

  /** Takes notice of what was added, here or by another instance, once it is on disk. */
  void refresh() {
    long present = documents.lastIndex() + 1;
    if (present > size()) {
      durability.flush();
      show(present);
    }
  }

  private void show(long present) {
    lock.lock();
    try {
      if (present > size()) {
        newest = grownTo(present);
        grown.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private Newest grownTo(long present) {
    long first = Math.max(size(), present - MOST_KEPT);
    List<LedgerEntry> entries = new ArrayList<>();
    if (first == size()) {
      entries.addAll(newest.entries());
    }
    entries.addAll(
        documents.read(first, present, EntryFilter.ALL, Math.toIntExact(present - first)));
    int kept = 0;
    long bytes = 0;
    while (kept < Math.min(entries.size(), MOST_KEPT)) {
      bytes += entries.get(entries.size() - 1 - kept).bytes().length;
      if (kept > 0 && bytes > MOST_BYTES_KEPT) {
        break;
      }
      kept++;
    }
    return new Newest(
        present - kept, List.copyOf(entries.subList(entries.size() - kept, entries.size())));
  }
}
