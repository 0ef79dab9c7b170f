package dev.quotaledger.query.webhooks;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.query.ledger.EntryFilter;
import dev.quotaledger.query.ledger.Ledger;
import dev.quotaledger.query.webhooks.Endpoint.State;
import dev.quotaledger.runtime.web.Problem;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.Clock;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Registers webhooks and changes them. */
final class Registrations {

  private static final String PREFIX = "wh-";
  private static final int LONGEST_DESCRIPTION = 500;

  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Positions positions;
  private final WebhookAddress address;
  private final Ledger ledger;
  private final WebhookProperties limits;
  private final Clock clock;

  Registrations(
      Endpoints endpoints,
      Deliveries deliveries,
      Positions positions,
      WebhookAddress address,
      Ledger ledger,
      WebhookProperties limits,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.positions = positions;
    this.address = address;
    this.ledger = ledger;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * What somebody wants registered.
   *
   * @param after the index behind which to begin; null for the present head
   */
  record Wanted(
      String url,
      @Nullable String type,
      @Nullable String subject,
      @Nullable Long after,
      @Nullable String description) {}

  /** Registers it; the repeat of a request with a key gets what that one got. */
  Endpoint register(Wanted wanted, RequestContext context) {
    String key = context.idempotencyKeyHash();
    String id = PREFIX + (key == null ? UUID.randomUUID() : key);
    if (key != null) {
      Endpoint earlier = endpoints.find(id).orElse(null);
      if (earlier != null) {
        return repeated(earlier, context);
      }
    }
    requireRoom();
    Endpoint endpoint = new Endpoint(
        id,
        address.require(wanted.url()),
        wanted.type(),
        wanted.subject(),
        description(wanted.description()),
        after(wanted.after()),
        State.PENDING,
        null,
        Secrets.first(),
        context.actor(),
        clock.instant(),
        context.idempotencyBodyHash(),
        null,
        0,
        1);
    EntryFilter.parse(wanted.type(), wanted.subject(), null);
    return endpoints.add(endpoint) ? endpoint : repeated(endpoints.get(id), context);
  }

  private static Endpoint repeated(Endpoint earlier, RequestContext context) {
    if (earlier.requestHash() == null
        || !earlier.requestHash().equals(context.idempotencyBodyHash())) {
      throw new Refusal.IdempotencyKeyReused().asException();
    }
    return earlier;
  }

  private void requireRoom() {
    if (endpoints.count() >= limits.maxEndpoints()) {
      throw Problem.of(
              HttpStatus.CONFLICT,
              "too-many-webhooks",
              "There are %d webhooks, the most that may be registered."
                  .formatted(limits.maxEndpoints()))
          .asException();
    }
  }

  /** To ask for what is behind the last entry lets the ledger look for new ones. */
  private long after(@Nullable Long wanted) {
    if (wanted == null) {
      var _ = ledger.has(ledger.size());
      return ledger.size() - 1;
    }
    if (wanted < -1 || (wanted >= 0 && !ledger.has(wanted))) {
      throw new InvalidValue(
          "after",
          "-1 for the beginning, or an index below " + ledger.size(),
          Long.toString(wanted));
    }
    return wanted;
  }

  private static @Nullable String description(@Nullable String text) {
    if (text != null && text.length() > LONGEST_DESCRIPTION) {
      throw new InvalidValue("description", "at most " + LONGEST_DESCRIPTION + " characters", text);
    }
    return text;
  }

  /**
   * What somebody wants changed; null where a field stays as it is.
   *
   * @param filter from the present type and subject to the new ones
   */
  record Change(
      @Nullable String url,
      @Nullable UnaryOperator<Filter> filter,
      @Nullable UnaryOperator<@Nullable String> description,
      @Nullable Wish state) {}

  /** What a webhook wants. */
  record Filter(@Nullable String type, @Nullable String subject) {}

  /** Whether it is to be sent anything. */
  enum Wish {
    ACTIVE,
    PAUSED
  }

  /** Changes one; at another address it has to be verified again. */
  Endpoint change(String id, @Nullable Long expected, Change change) {
    String url = change.url();
    if (url != null) {
      address.require(url);
    }
    return endpoints.change(id, expected, present -> changed(present, change));
  }

  private static Endpoint changed(Endpoint present, Change change) {
    Endpoint changed = present;
    if (change.url() != null) {
      changed = changed.withUrl(change.url());
    }
    if (change.filter() != null) {
      Filter next = change.filter().apply(new Filter(present.type(), present.subject()));
      EntryFilter.parse(next.type(), next.subject(), null);
      changed = changed.withFilter(next.type(), next.subject());
    }
    if (change.description() != null) {
      changed =
          changed.withDescription(description(change.description().apply(present.description())));
    }
    return change.state() == null ? changed : inState(changed, change.state());
  }

  private static Endpoint inState(Endpoint endpoint, Wish wish) {
    State next = wish == Wish.ACTIVE ? State.ACTIVE : State.PAUSED;
    if (endpoint.state() == next) {
      return endpoint;
    }
    if (endpoint.state() == State.PENDING) {
      throw Problem.of(
              HttpStatus.CONFLICT,
              "webhook-not-verified",
              "The webhook's address has to be verified first.")
          .asException();
    }
    return endpoint.withState(next, null);
  }

  /** Gives it another secret; the repeat of a request with a key changes nothing more. */
  Endpoint rotate(String id, RequestContext context) {
    String key = context.idempotencyKeyHash();
    Endpoint present = endpoints.get(id);
    return key != null && key.equals(present.rotationKey())
        ? present
        : endpoints.change(
            id,
            context.expectedVersion(),
            endpoint -> endpoint.withSecrets(endpoint.secrets().rotated(clock.instant()), key));
  }

  /** Takes it away with all that it has. */
  void remove(String id, @Nullable Long expected) {
    endpoints.remove(id, expected);
    deliveries.removeAll(id);
    positions.remove(id);
  }
}
