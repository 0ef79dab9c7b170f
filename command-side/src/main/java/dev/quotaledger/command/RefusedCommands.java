package dev.quotaledger.command;

import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.runtime.MessageMetadata;
import dev.quotaledger.runtime.audit.RefusedAttempt;
import dev.quotaledger.runtime.audit.RefusedAttempts;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;

/**
 * Keeps the commands of people that were refused. Those of imports are among the rejected rows, and those
 * of reactions are events.
 */
final class RefusedCommands implements BiConsumer<CommandMessage<DomainCommand>, Refusal> {

  private final RefusedAttempts attempts;
  private final Serializer serializer;
  private final Clock clock;

  RefusedCommands(RefusedAttempts attempts, Serializer serializer, Clock clock) {
    this.attempts = attempts;
    this.serializer = serializer;
    this.clock = clock;
  }

  @Override
  public void accept(CommandMessage<DomainCommand> message, Refusal refusal) {
    MetaData origin = message.getMetaData();
    if (CommandMetadata.get(origin, MessageMetadata.SOURCE_SYSTEM)
        .filter(Writes.SOURCE_SYSTEM::equals)
        .isPresent()) {
      DomainCommand command = message.getPayload();
      attempts.keep(new RefusedAttempt(
          clock.instant(),
          CommandMetadata.get(origin, MessageMetadata.ACTOR).orElse("unknown"),
          CommandMetadata.get(origin, MessageMetadata.ACTOR_REP).orElse(null),
          CommandMetadata.get(origin, MessageMetadata.REQUEST_ID).orElse("unknown"),
          command.getClass().getSimpleName(),
          Target.of(command).aggregateId(),
          serializer.serialize(command, String.class).getData(),
          refusal.code(),
          refusal.message()));
    }
  }
}
