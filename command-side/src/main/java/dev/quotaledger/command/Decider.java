package dev.quotaledger.command;

import dev.quotaledger.api.Refusal;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CommandHandlerInterceptor;

/**
 * What every aggregate does before it decides: it answers a repeated request from its state, and
 * refuses a command that was meant for another version. Every command answers with the aggregate's
 * version after it; a repeated one, with that after its first time.
 */
public abstract class Decider {

  /** The unit of work's resource that says what a repeated command led to the first time. */
  static final String EARLIER_USE = IdempotencyKeys.Use.class.getName();

  private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys();

  /** Decides, unless the command is a repeat or is meant for another version. */
  @CommandHandlerInterceptor
  Object once(CommandMessage<?> command, InterceptorChain chain) throws Exception {
    Optional<IdempotencyKeys.Use> earlier = idempotencyKeys.earlierUse(command.getMetaData());
    if (earlier.isPresent()) {
      CurrentUnitOfWork.get().resources().put(EARLIER_USE, earlier.get());
      return earlier.get().last();
    }
    CommandMetadata.get(command.getMetaData(), CommandMetadata.EXPECTED_VERSION)
        .map(Long::valueOf)
        .ifPresent(Decider::requireVersion);
    chain.proceed();
    return version();
  }

  /** To be called with the metadata of every event that is sourced, in their order. */
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
