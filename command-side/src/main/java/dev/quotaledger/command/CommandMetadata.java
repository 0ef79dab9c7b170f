package dev.quotaledger.command;

import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.MessageMetadata;
import java.util.Optional;
import org.axonframework.messaging.MetaData;

/**
 * What a command carries beside its payload. Everything but the expected version goes into the
 * metadata of the events; all values are strings, since others do not survive storage unchanged.
 */
public final class CommandMetadata {

  /** Who asks: the user's name as authentication gave it. */
  public static final String ACTOR = MessageMetadata.ACTOR;

  /** The rep whom the actor is; absent for anybody else. */
  public static final String ACTOR_REP = MessageMetadata.ACTOR_REP;

  /** On whose behalf the actor asks; absent for the actor's own. */
  public static final String ON_BEHALF_OF = MessageMetadata.ON_BEHALF_OF;

  /** The request that brought the command. */
  public static final String REQUEST_ID = MessageMetadata.REQUEST_ID;

  /** The system that the command comes from: {@code http}, {@code import} or a reaction's name. */
  public static final String SOURCE_SYSTEM = MessageMetadata.SOURCE_SYSTEM;

  /** A hash of principal and idempotency key; absent when the request had none. */
  public static final String IDEMPOTENCY_KEY = MessageMetadata.IDEMPOTENCY_KEY;

  /** A hash of the body that the idempotency key came with. */
  public static final String IDEMPOTENCY_BODY = MessageMetadata.IDEMPOTENCY_BODY;

  /** The version that the caller saw; absent when any will do. Not passed on to events. */
  public static final String EXPECTED_VERSION = "expectedVersion";

  private CommandMetadata() {}

  /** The value; empty when the metadata has none. */
  public static Optional<String> get(MetaData metadata, String key) {
    return Optional.ofNullable((String) metadata.get(key));
  }

  /** The rep who asks; empty when it is no rep. */
  public static Optional<RepId> actorRep(MetaData metadata) {
    return get(metadata, ACTOR_REP).map(RepId::new);
  }
}
