package dev.quotaledger.runtime;

import java.util.List;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;

/**
 * The names under which every event says where it comes from. All values are strings, since JSON
 * keeps no other type exactly.
 */
public final class MessageMetadata {

  /** Who decided: an opaque user id. */
  public static final String ACTOR = "actor";

  /** The rep whom the actor is; absent for anybody else. */
  public static final String ACTOR_REP = "actorRep";

  /** For whom the actor acted; absent when for itself. */
  public static final String ON_BEHALF_OF = "onBehalfOf";

  /** The HTTP request, import row or reaction that led to it. */
  public static final String REQUEST_ID = "requestId";

  /** The system that the facts came from. */
  public static final String SOURCE_SYSTEM = "sourceSystem";

  /** The hash of the principal and the idempotency key; absent without a key. */
  public static final String IDEMPOTENCY_KEY = "idempotencyKey";

  /** The hash of the body that the idempotency key came with. */
  public static final String IDEMPOTENCY_BODY = "idempotencyBody";

  /** The identifier of the message that began the chain of messages. */
  public static final String CORRELATION = "correlation";

  /** The identifier of the command that the event is the result of. */
  public static final String CAUSATION = "causation";

  /** What a command hands on to its events, and an event to the commands of its reactions. */
  static final List<CorrelationDataProvider> PROVIDERS = List.of(
      new MessageOriginProvider(CAUSATION, CORRELATION),
      new SimpleCorrelationDataProvider(
          ACTOR,
          ACTOR_REP,
          ON_BEHALF_OF,
          REQUEST_ID,
          SOURCE_SYSTEM,
          IDEMPOTENCY_KEY,
          IDEMPOTENCY_BODY));

  private MessageMetadata() {}
}
