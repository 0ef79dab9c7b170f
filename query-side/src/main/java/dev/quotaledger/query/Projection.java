package dev.quotaledger.query;

import java.util.List;

/** Folds events into the collections of one generation of a read model. */
@FunctionalInterface
public interface Projection {

  /**
   * Writes what the events mean. All writes must be answered by the store when this returns, because
   * the position behind the batch is stored next.
   *
   * <p>A batch holds the events of several aggregates, those of one aggregate in their order. After a
   * crash or a change of owner the same events come again, in batches cut differently and perhaps
   * while another instance still writes them, so the writes must be idempotent: guarded by {@link
   * RecordedEvent#sequence} inside the document that they change. Events of different aggregates come
   * in no particular order.
   *
   * @param batch never empty; includes every kind of event, so that a fold's switch decides
   * @throws RuntimeException to stop, as any error does: nothing is skipped, the batch comes again
   *     after a while, health goes down and answers say that they are stale
   */
  void project(List<RecordedEvent> batch);
}
