package dev.quotaledger.command;

import dev.quotaledger.api.Refusal;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * What every aggregate does before it decides: it answers a repeated request from its state, and
 * refuses a command that was meant for another version. Every command answers with the aggregate's
 * version after it.
 */
public abstract class Decider {

  private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys();

  /** Decides, unless the command is a repeat or is meant for another version. */
  @CommandHandlerInterceptor
  @Nullable
  Object once(CommandMessage<?> command, InterceptorChain chain) throws Exception {
    if (idempotencyKeys.isRepeat(command.getMetaData())) {
      return version();
    }
    CommandMetadata.get(command.getMetaData(), CommandMetadata.EXPECTED_VERSION)
        .map(Long::valueOf)
        .ifPresent(Decider::requireVersion);
    chain.proceed();
    return version();
  }

  /** To be called with the metadata of every event that is sourced. */
  protected final void remember(MetaData event) {
    idempotencyKeys.remember(event);
  }

  /** The number of the aggregate's last event, counted from 0; -1 before the first. */
  protected static long version() {
    Long version = AggregateLifecycle.getVersion();
    return version == null ? -1 : version;
  }

  private static void requireVersion(long expected) {
    if (expected != version()) {
      throw new Refusal.VersionMismatch(expected, version()).asException();
    }
  }
}
