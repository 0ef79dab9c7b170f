package dev.quotaledger.command;

import dev.quotaledger.runtime.MessageMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The events that the commands of one transaction appended, by the command that each came from.
 * It is filled while the transaction is committed, so that it is complete only after that.
 */
final class Appended {

  /**
   * What the command bus answers.
   *
   * @param version the aggregate's version after the command
   * @param earlier what the command led to the first time; null when it is no repeat
   */
  record Answer(long version, IdempotencyKeys.@Nullable Use earlier, Appended appended) {}

  private static final String RESOURCE = Appended.class.getName();

  private final Map<String, List<DomainEventMessage<?>>> byCommand = new HashMap<>();

  /** The events of one command, in order. */
  List<DomainEventMessage<?>> of(CommandMessage<?> command) {
    return byCommand.getOrDefault(command.getIdentifier(), List.of());
  }

  private void add(DomainEventMessage<?> event) {
    String command = String.valueOf(event.getMetaData().get(MessageMetadata.CAUSATION));
    byCommand.computeIfAbsent(command, _ -> new ArrayList<>()).add(event);
  }

  private static Appended in(UnitOfWork<?> unit) {
    return unit.root().getOrComputeResource(RESOURCE, _ -> new Appended());
  }

  /** Lists the events that pass; to be registered last at the event store, to see what is stored. */
  static final class Listing implements MessageDispatchInterceptor<EventMessage<?>> {

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(
        List<? extends EventMessage<?>> messages) {
      return (_, message) -> {
        if (message instanceof DomainEventMessage<?> event) {
          CurrentUnitOfWork.ifStarted(unit -> in(unit).add(event));
        }
        return message;
      };
    }
  }

  /** Answers a command with the list that its transaction is going to fill. */
  static final class Answering implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public Answer handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
        throws Exception {
      Object result = payload(chain.proceed());
      if (result instanceof Long version) {
        return new Answer(version, unit.getResource(Decider.EARLIER_USE), in(unit));
      }
      throw new IllegalStateException(
          unit.getMessage().getCommandName() + " was not handled by a Decider");
    }

    private static @Nullable Object payload(@Nullable Object result) {
      return result instanceof ResultMessage<?> message ? message.getPayload() : result;
    }
  }
}
