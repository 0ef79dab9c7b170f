package dev.quotaledger.query.webhooks;

import java.time.Instant;

/**
 * A delivery that is yet to be taken, as whoever sends keeps it in memory.
 *
 * @param index the entry's
 * @param key deliveries of one key go one after another
 * @param due when the next attempt is made, at the earliest
 */
record Pending(long index, String key, Instant due) {

  static Pending of(Delivery delivery) {
    Instant due = delivery.nextAt();
    return new Pending(delivery.index(), delivery.key(), due == null ? delivery.createdAt() : due);
  }

  Pending at(Instant later) {
    return new Pending(index, key, later);
  }
}
