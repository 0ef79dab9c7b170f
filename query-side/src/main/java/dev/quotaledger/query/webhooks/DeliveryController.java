package dev.quotaledger.query.webhooks;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.webhooks.Delivery.State;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.Problem;
import dev.quotaledger.runtime.web.TextInput;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was sent to a webhook, and has it sent again. */
@RestController
@RequestMapping("/api/v1/webhooks/{webhookId}")
class DeliveryController {

  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Replays replays;

  DeliveryController(Endpoints endpoints, Deliveries deliveries, Replays replays) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.replays = replays;
  }

  /** A page of the log, the latest entries of the ledger first. */
  record DeliveriesAnswer(
      List<DeliveryView> items, @Nullable String next) {}

  /**
   * A delivery.
   *
   * @param index the entry's index in the ledger
   * @param eventId the {@code webhook-id} of the message
   * @param type the event's public type
   * @param partitionKey deliveries of one key go one after another
   * @param state PENDING, DELIVERED or FAILED
   * @param nextAttemptAt when the next attempt is due; null where there is none
   * @param endedAt when it was delivered or given up; null where it is pending
   * @param reason why it was given up; null where it was not
   * @param attempts the latest attempts, in their order
   */
  record DeliveryView(
      long index,
      String eventId,
      String type,
      String partitionKey,
      String state,
      @Nullable Instant nextAttemptAt,
      Instant createdAt,
      @Nullable Instant endedAt,
      @Nullable String reason,
      List<Attempt> attempts) {

    static DeliveryView of(Delivery delivery) {
      return new DeliveryView(
          delivery.index(),
          delivery.eventId(),
          delivery.type(),
          delivery.key(),
          delivery.state().name(),
          delivery.nextAt(),
          delivery.createdAt(),
          delivery.endedAt(),
          delivery.reason(),
          delivery.attempts());
    }
  }

  /**
   * What to send again: one entry, all of a range that the webhook wants, or what failed.
   *
   * @param index that of one entry
   * @param from the first index of a range
   * @param until the last index of it
   * @param failedSince all that were given up at that moment or later
   */
  record ReplayPost(
      @Nullable Long index,
      @Nullable Long from,
      @Nullable Long until,
      @Nullable Instant failedSince) {}

  /** How many deliveries are sent. */
  record ReplayAnswer(int scheduled) {}

  /** What was sent, what is to be sent, and what became of it. */
  @GetMapping("/deliveries")
  DeliveriesAnswer deliveries(
      @PathVariable String webhookId,
      @RequestParam(required = false) @Nullable String state,
      Paging paging) {
    endpoints.get(webhookId);
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    List<Delivery> found = deliveries.list(
        webhookId,
        state == null ? null : TextInput.oneOf("state", State.class, state),
        behind == null ? null : below(behind),
        paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<Delivery> shown = more ? found.subList(0, paging.limit()) : found;
    return new DeliveriesAnswer(
        shown.stream().map(DeliveryView::of).toList(),
        more ? Cursor.behind(Long.toString(shown.getLast().index())).encode() : null);
  }

  private static Long below(Cursor behind) {
    String index = behind.keys().getFirst();
    if (!index.matches("[0-9]{1,18}")) {
      throw Cursor.invalid(behind.encode());
    }
    return Long.valueOf(index);
  }

  /** Sends again; answers at once, and the log shows what becomes of it. */
  @PostMapping("/replays")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ReplayAnswer replay(@PathVariable String webhookId, @RequestBody ReplayPost body) {
    boolean isRange = body.from != null || body.until != null;
    long asked = Stream.of(body.index != null, isRange, body.failedSince != null)
        .filter(Boolean::booleanValue)
        .count();
    if (asked != 1) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-value",
              "The body takes exactly one of index, from with until, and failedSince.")
          .with("field", "")
          .with("expected", "exactly one of index, from with until, and failedSince")
          .asException();
    }
    if (body.index != null) {
      return new ReplayAnswer(replays.one(webhookId, body.index));
    }
    if (body.failedSince != null) {
      return new ReplayAnswer(replays.failedSince(webhookId, body.failedSince));
    }
    return new ReplayAnswer(
        replays.range(webhookId, required("from", body.from), required("until", body.until)));
  }

  private static long required(String field, @Nullable Long value) {
    if (value == null) {
      throw new InvalidValue(field, "an index", "null");
    }
    return value;
  }
}
