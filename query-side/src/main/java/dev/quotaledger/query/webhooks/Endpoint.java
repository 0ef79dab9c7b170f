package dev.quotaledger.query.webhooks;

import dev.quotaledger.query.ledger.EntryFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook: an address that wants entries of the ledger.
 *
 * @param id opaque
 * @param url where they are sent
 * @param type the public types that it wants, as they were asked for; null for all
 * @param subject what they are about; null for all
 * @param description what people said of it; null for nothing
 * @param after the index behind which it began; -1 for the ledger's beginning
 * @param state whether anything is sent
 * @param stateReason why it is in that state; null where somebody put it there
 * @param createdBy who registered it
 * @param requestHash tells a repeat of the registration from another one; null where it had no key
 * @param rotationKey the key of the request that made the present secret; null where it had none
 * @param replays how often deliveries were sent again
 * @param version counts every change
 */
record Endpoint(
    String id,
    String url,
    @Nullable String type,
    @Nullable String subject,
    @Nullable String description,
    long after,
    State state,
    @Nullable String stateReason,
    Secrets secrets,
    String createdBy,
    Instant createdAt,
    @Nullable String requestHash,
    @Nullable String rotationKey,
    long replays,
    long version) {

  /** Whether anything is sent; what is not sent waits in the ledger. */
  enum State {
    /** The address has not shown yet that it wants webhooks. */
    PENDING,
    /** Whatever comes is sent. */
    ACTIVE,
    /** Somebody wants nothing sent for now. */
    PAUSED,
    /** The receiver said that it is gone. */
    DISABLED
  }

  /** Which entries it wants; a type such as {@code quota.*} stands for new ones too. */
  EntryFilter filter() {
    return EntryFilter.parse(type, subject, null);
  }

  boolean sends() {
    return state == State.ACTIVE;
  }

  Endpoint withState(State next, @Nullable String reason) {
    return new Endpoint(
        id,
        url,
        type,
        subject,
        description,
        after,
        next,
        reason,
        secrets,
        createdBy,
        createdAt,
        requestHash,
        rotationKey,
        replays,
        version);
  }

  /** At another address, which has to be verified. */
  Endpoint withUrl(String next) {
    return next.equals(url)
        ? this
        : new Endpoint(
            id,
            next,
            type,
            subject,
            description,
            after,
            State.PENDING,
            null,
            secrets,
            createdBy,
            createdAt,
            requestHash,
            rotationKey,
            replays,
            version);
  }

  Endpoint withFilter(@Nullable String nextType, @Nullable String nextSubject) {
    return new Endpoint(
        id,
        url,
        nextType,
        nextSubject,
        description,
        after,
        state,
        stateReason,
        secrets,
        createdBy,
        createdAt,
        requestHash,
        rotationKey,
        replays,
        version);
  }

  Endpoint withDescription(@Nullable String next) {
    return new Endpoint(
        id,
        url,
        type,
        subject,
        next,
        after,
        state,
        stateReason,
        secrets,
        createdBy,
        createdAt,
        requestHash,
        rotationKey,
        replays,
        version);
  }

  Endpoint withSecrets(Secrets next, @Nullable String key) {
    return new Endpoint(
        id,
        url,
        type,
        subject,
        description,
        after,
        state,
        stateReason,
        next,
        createdBy,
        createdAt,
        requestHash,
        key,
        replays,
        version);
  }

  /** Lets whoever sends look at the stored deliveries again. */
  Endpoint withReplay() {
    return new Endpoint(
        id,
        url,
        type,
        subject,
        description,
        after,
        state,
        stateReason,
        secrets,
        createdBy,
        createdAt,
        requestHash,
        rotationKey,
        replays + 1,
        version);
  }

  Endpoint withVersion(long next) {
    return new Endpoint(
        id,
        url,
        type,
        subject,
        description,
        after,
        state,
        stateReason,
        secrets,
        createdBy,
        createdAt,
        requestHash,
        rotationKey,
        replays,
        next);
  }
}
