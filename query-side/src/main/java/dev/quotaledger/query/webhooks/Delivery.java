package dev.quotaledger.query.webhooks;

import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.query.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger on its way to a webhook.
 *
 * @param webhook the webhook's id
 * @param index the entry's
 * @param eventId the event's, which is the message's too
 * @param type the event's public type
 * @param key whose stream it stands in; deliveries of one key go one after another
 * @param state how far it is
 * @param tries the attempts that count towards the schedule
 * @param nextAt when the next attempt is due; null where there is none
 * @param createdAt when it was begun
 * @param endedAt when it was delivered or given up; null where it was not
 * @param reason why it was given up; null where it was not
 * @param attempts the latest attempts, in their order
 */
record Delivery(
    String webhook,
    long index,
    String eventId,
    String type,
    String key,
    State state,
    int tries,
    @Nullable Instant nextAt,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    List<Attempt> attempts) {

  private static final int MOST_ATTEMPTS = 30;
  private static final char DELIMITER = '|';
  private static final char BEHIND_DELIMITER = '|' + 1;

  /** Copies the attempts. */
  Delivery {
    attempts = List.copyOf(attempts);
  }

  /** How far a delivery is. */
  enum State {
    /** It is yet to be taken. */
    PENDING,
    /** It was taken. */
    DELIVERED,
    /** It was given up. */
    FAILED
  }

  /** One that is due at once. */
  static Delivery due(String webhook, LedgerEntry entry, Instant now) {
    return new Delivery(
        webhook,
        entry.index(),
        entry.eventId(),
        entry.type(),
        entry.partitionKey(),
        State.PENDING,
        0,
        now,
        now,
        null,
        null,
        List.of());
  }

  /** The id of its document, which sorts the deliveries of a webhook by their indexes. */
  String id() {
    return id(webhook, index);
  }

  static String id(String webhook, long index) {
    return webhook + DELIMITER + PublishedEvent.sequence(index);
  }

  /** What comes before the ids of all deliveries of a webhook. */
  static String before(String webhook) {
    return webhook + DELIMITER;
  }

  /** What comes behind the ids of all deliveries of a webhook. */
  static String behind(String webhook) {
    return webhook + BEHIND_DELIMITER;
  }

  boolean isPending() {
    return state == State.PENDING;
  }

  /** As it is after an attempt that it was taken at. */
  Delivery delivered(Attempt attempt) {
    return ended(State.DELIVERED, attempt.at(), null, with(attempt));
  }

  /** As it is after an attempt, or without one, that leaves no hope. */
  Delivery failed(Instant now, String why, @Nullable Attempt attempt) {
    return ended(State.FAILED, now, why, attempt == null ? attempts : with(attempt));
  }

  private Delivery ended(State end, Instant at, @Nullable String why, List<Attempt> latest) {
    return new Delivery(
        webhook, index, eventId, type, key, end, tries + 1, null, createdAt, at, why, latest);
  }

  /** As it is after an attempt that another one follows. */
  Delivery retriedAt(Instant due, Attempt attempt) {
    return new Delivery(
        webhook,
        index,
        eventId,
        type,
        key,
        State.PENDING,
        tries + 1,
        due,
        createdAt,
        null,
        null,
        with(attempt));
  }

  /** As it is where it is to be sent, whatever became of it, with the whole schedule before it. */
  Delivery replayed(Instant now) {
    return new Delivery(
        webhook, index, eventId, type, key, State.PENDING, 0, now, createdAt, null, null, attempts);
  }

  private List<Attempt> with(Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return all.subList(Math.max(0, all.size() - MOST_ATTEMPTS), all.size());
  }
}
