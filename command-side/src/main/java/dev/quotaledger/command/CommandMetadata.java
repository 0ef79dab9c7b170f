package dev.quotaledger.command;

import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.MessageMetadata;
import java.util.Optional;
import org.axonframework.messaging.MetaData;

/** Reads what a command carries beside its payload, under the names of {@link MessageMetadata}. */
public final class CommandMetadata {

  /** The version that the caller saw; absent when any will do. Not passed on to events. */
  public static final String EXPECTED_VERSION = "expectedVersion";

  private CommandMetadata() {}

  /** The value; empty when the metadata has none. */
  public static Optional<String> get(MetaData metadata, String key) {
    return Optional.ofNullable((String) metadata.get(key));
  }

  /** The rep who asks; empty when it is no rep. */
  public static Optional<RepId> actorRep(MetaData metadata) {
    return get(metadata, MessageMetadata.ACTOR_REP).map(RepId::new);
  }
}
