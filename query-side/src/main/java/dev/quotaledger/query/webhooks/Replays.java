package dev.quotaledger.query.webhooks;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.query.ledger.EntryFilter;
import dev.quotaledger.query.ledger.Ledger;
import dev.quotaledger.query.ledger.Ledger.Found;
import dev.quotaledger.query.ledger.LedgerEntry;
import dev.quotaledger.runtime.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * Has entries sent to a webhook again, or for the first time, whatever became of them before. One that is
 * still to be sent is due at once. Those of a key go by their indexes, before later ones that wait.
 */
final class Replays {

  private static final int BLOCK = 500;

  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Ledger ledger;
  private final WebhookProperties limits;
  private final Clock clock;

  Replays(
      Endpoints endpoints,
      Deliveries deliveries,
      Ledger ledger,
      WebhookProperties limits,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.limits = limits;
    this.clock = clock;
  }

  /** The entry of an index; answers how many are sent. */
  int one(String webhook, long index) {
    Endpoint endpoint = ready(webhook);
    requireInLedger("index", index);
    List<LedgerEntry> wanted = wanted(endpoint.filter(), index, index, 1);
    if (wanted.isEmpty()) {
      throw new InvalidValue(
          "index", "an entry that the webhook's filter wants", Long.toString(index));
    }
    return send(endpoint, wanted);
  }

  /** All that it wants from one index to another, both included; answers how many are sent. */
  int range(String webhook, long from, long until) {
    Endpoint endpoint = ready(webhook);
    requireInLedger("from", from);
    requireInLedger("until", until);
    if (from > until) {
      throw new InvalidValue("until", "an index not below from", Long.toString(until));
    }
    List<LedgerEntry> wanted = wanted(endpoint.filter(), from, until, limits.maxReplayed() + 1);
    if (wanted.size() > limits.maxReplayed()) {
      throw new InvalidValue(
          "until",
          "a range with at most %d entries that the webhook wants".formatted(limits.maxReplayed()),
          Long.toString(until));
    }
    return send(endpoint, wanted);
  }

  /** All that were given up at a moment or later; answers how many are sent. */
  int failedSince(String webhook, Instant since) {
    Endpoint endpoint = ready(webhook);
    List<Long> failed = deliveries.failedSince(endpoint.id(), since, limits.maxReplayed() + 1);
    if (failed.size() > limits.maxReplayed()) {
      throw new InvalidValue(
          "failedSince",
          "a moment since which at most %d deliveries failed".formatted(limits.maxReplayed()),
          since.toString());
    }
    return send(
        endpoint, failed.stream().flatMap(index -> ledger.at(index).stream()).toList());
  }

  private Endpoint ready(String webhook) {
    Endpoint endpoint = endpoints.get(webhook);
    if (deliveries.countPending(webhook, limits.maxPending()) >= limits.maxPending()) {
      throw Problem.of(
              HttpStatus.CONFLICT,
              "too-many-pending",
              "%d deliveries of the webhook are pending, the most that may be."
                  .formatted(limits.maxPending()))
          .asException();
    }
    return endpoint;
  }

  private void requireInLedger(String field, long index) {
    if (!ledger.has(index)) {
      throw new InvalidValue(
          field,
          ledger.size() == 0
              ? "the index of an entry, of which there is none yet"
              : "an index from 0 to " + (ledger.size() - 1),
          Long.toString(index));
    }
  }

  private List<LedgerEntry> wanted(EntryFilter filter, long from, long until, int most) {
    List<LedgerEntry> wanted = new ArrayList<>();
    long next = from;
    while (next <= until && wanted.size() < most) {
      Found found = ledger.find(filter, next, Math.min(BLOCK, most - wanted.size()));
      found.entries().stream().filter(entry -> entry.index() <= until).forEach(wanted::add);
      next = found.isAll() ? until + 1 : found.next();
    }
    return wanted;
  }

  private int send(Endpoint endpoint, List<LedgerEntry> wanted) {
    Instant now = clock.instant();
    Map<String, LedgerEntry> byId = new LinkedHashMap<>();
    wanted.forEach(entry -> byId.put(Delivery.id(endpoint.id(), entry.index()), entry));
    deliveries.change(byId.keySet(), (id, present) -> {
      LedgerEntry entry = byId.get(id);
      return present != null
          ? present.replayed(now)
          : entry == null ? null : Delivery.due(endpoint.id(), entry, now);
    });
    if (!wanted.isEmpty()) {
      deliveries.flush();
      endpoints.change(endpoint.id(), null, Endpoint::withReplay);
    }
    return wanted.size();
  }
}
