package dev.quotaledger.command;

import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.MessageMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, and under which conditions it is to be taken.
 *
 * @param actor the user's name as authentication gave it, or the name of a reaction
 * @param actorRep the rep whom the actor is; null for anybody else
 * @param onBehalfOf for whom the actor asks; null for the actor's own
 * @param requestId the request, import or event that led to the command
 * @param sourceSystem {@code http}, {@code import} or a reaction's name
 * @param idempotency what makes a repeated request known; null without an idempotency key
 * @param expectedVersion the version that the caller saw; null when any will do
 * @param correlation the identifier of the message that began it all; null where this command does
 */
public record Sender(
    String actor,
    @Nullable RepId actorRep,
    @Nullable String onBehalfOf,
    String requestId,
    String sourceSystem,
    @Nullable Idempotency idempotency,
    @Nullable Long expectedVersion,
    @Nullable String correlation) {

  /**
   * What makes a repeated request known.
   *
   * @param key a hash of the principal and the idempotency key
   * @param body a hash of the request's method, path and body
   */
  public record Idempotency(String key, String body) {}

  /** Somebody with whose command a chain of messages begins. */
  public Sender(
      String actor,
      @Nullable RepId actorRep,
      @Nullable String onBehalfOf,
      String requestId,
      String sourceSystem,
      @Nullable Idempotency idempotency,
      @Nullable Long expectedVersion) {
    this(actor, actorRep, onBehalfOf, requestId, sourceSystem, idempotency, expectedVersion, null);
  }

  /** Somebody who takes any version and repeats nothing. */
  public static Sender of(String actor, String requestId, String sourceSystem) {
    return new Sender(actor, null, null, requestId, sourceSystem, null, null);
  }

  /**
   * A reaction to an event, on behalf of whoever caused that; what it sends to one aggregate because
   * of one event is taken once.
   */
  public static Sender reaction(String name, EventMessage<?> cause) {
    MetaData origin = cause.getMetaData();
    String once = name + ":" + cause.getIdentifier();
    return new Sender(
        name,
        null,
        CommandMetadata.get(origin, MessageMetadata.ACTOR).orElse(null),
        CommandMetadata.get(origin, MessageMetadata.REQUEST_ID).orElse(cause.getIdentifier()),
        name,
        new Idempotency(once, once),
        null,
        CommandMetadata.get(origin, MessageMetadata.CORRELATION).orElse(null));
  }

  MetaData metadata() {
    Map<String, String> values = new HashMap<>();
    values.put(MessageMetadata.ACTOR, actor);
    values.put(MessageMetadata.REQUEST_ID, requestId);
    values.put(MessageMetadata.SOURCE_SYSTEM, sourceSystem);
    Optional.ofNullable(actorRep)
        .ifPresent(rep -> values.put(MessageMetadata.ACTOR_REP, rep.value()));
    Optional.ofNullable(onBehalfOf)
        .ifPresent(whom -> values.put(MessageMetadata.ON_BEHALF_OF, whom));
    Optional.ofNullable(correlation)
        .ifPresent(chain -> values.put(MessageMetadata.CORRELATION, chain));
    Optional.ofNullable(expectedVersion)
        .ifPresent(
            version -> values.put(CommandMetadata.EXPECTED_VERSION, String.valueOf(version)));
    Optional.ofNullable(idempotency).ifPresent(once -> {
      values.put(MessageMetadata.IDEMPOTENCY_KEY, once.key());
      values.put(MessageMetadata.IDEMPOTENCY_BODY, once.body());
    });
    return MetaData.from(values);
  }
}
