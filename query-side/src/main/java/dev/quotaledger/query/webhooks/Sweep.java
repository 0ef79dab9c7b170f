package dev.quotaledger.query.webhooks;

import dev.quotaledger.query.webhooks.Deliveries.Kept;
import dev.quotaledger.query.webhooks.Delivery.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes from the log what ended long ago, and what is left of webhooks that are gone. The entries
 * themselves are in the ledger for good, and can be sent again.
 */
final class Sweep {

  private static final int BLOCK = 1_000;

  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final WebhookProperties settings;

  Sweep(Endpoints endpoints, Deliveries deliveries, WebhookProperties settings) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.settings = settings;
  }

  /** Goes through all deliveries once; answers how many it removed. */
  int run(Instant now) {
    int removed = 0;
    String behind = "";
    while (true) {
      List<Kept> block = deliveries.kept(behind, BLOCK);
      if (block.isEmpty()) {
        return removed;
      }
      Set<String> present = endpoints.all().stream().map(Endpoint::id).collect(Collectors.toSet());
      List<Kept> old = block.stream()
          .filter(kept -> !present.contains(kept.webhook()) || isOld(kept, now))
          .toList();
      deliveries.remove(old);
      removed += old.size();
      behind = block.getLast().id();
    }
  }

  private boolean isOld(Kept kept, Instant now) {
    Instant ended = kept.endedAt();
    if (ended == null || kept.state() == State.PENDING) {
      return false;
    }
    return ended.isBefore(
        now.minus(kept.state() == State.FAILED ? settings.keepFailed() : settings.keepDelivered()));
  }
}
