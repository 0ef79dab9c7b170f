package dev.quotaledger.command;

import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refused;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Outcome.Declined;
import dev.quotaledger.command.Outcome.Invalid;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which commands are sent, one by one or many in a transaction. It measures them as
 * {@code quotaledger.commands}, by command and outcome: {@code accepted}, {@code unchanged}, {@code
 * repeated}, {@code refused} or {@code failed}.
 */
public final class Commands {

  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  /** Few buckets, since every command and outcome has its own set. */
  private static final Duration[] BUCKETS = Stream.of(
          1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
      .map(Duration::ofMillis)
      .toArray(Duration[]::new);

  private final CommandGateway gateway;
  private final CommandBus bus;
  private final EventStore eventStore;
  private final TransactionManager transactions;
  private final MeterProvider<Timer> timers;
  private final BiConsumer<CommandMessage<DomainCommand>, Refusal> refused;
  private final Gate gate = new Gate();

  Commands(
      CommandGateway gateway,
      CommandBus bus,
      EventStore eventStore,
      TransactionManager transactions,
      MeterRegistry meters,
      BiConsumer<CommandMessage<DomainCommand>, Refusal> refused) {
    this.refused = refused;
    this.gateway = gateway;
    this.bus = bus;
    this.eventStore = eventStore;
    this.transactions = transactions;
    this.timers = Timer.builder("quotaledger.commands")
        .description("Commands from being sent to being answered")
        .serviceLevelObjectives(BUCKETS)
        .withRegistry(meters);
    bus.registerHandlerInterceptor(new Appended.Answering());
    eventStore.registerDispatchInterceptor(new Appended.Listing());
  }

  /**
   * Sends a command and waits until its events are on disk. When somebody else was faster, it is
   * sent again a few times.
   *
   * @throws Refused when it is refused
   * @throws InvalidValue when it carries a value that cannot be recorded
   * @throws RuntimeException when it could not be decided or recorded
   */
  public Decided send(DomainCommand command, Sender sender) {
    return switch (sendOne(command, sender)) {
      case Decided decided -> decided;
      case Declined declined -> throw declined.refusal().asException();
      case Invalid invalid -> throw invalid.problem();
    };
  }

  /**
   * Sends many commands in one transaction and waits until their events are on disk. A refused one
   * records nothing and leaves the others alone. When the transaction as a whole fails, the commands
   * are sent again one by one.
   *
   * @return what became of each, in the same order
   * @throws RuntimeException when one of them could not be decided or recorded even alone; those
   *     before it then are recorded
   */
  public List<Outcome> sendAll(List<? extends DomainCommand> commands, Sender sender) {
    if (commands.isEmpty()) {
      return List.of();
    }
    try {
      return sendTogether(commands, sender);
    } catch (RuntimeException e) {
      LOG.info("{} commands are sent one by one, since together they failed", commands.size(), e);
      return commands.stream().map(command -> sendOne(command, sender)).toList();
    }
  }

  /**
   * Sends chains of commands in one transaction and waits until their events are on disk. Of a
   * chain, what comes after a command that is not taken is not sent. Nothing is sent again: where the
   * transaction fails, nothing is recorded, unless the failure hides that it was committed.
   *
   * @param chains none of them empty
   * @param beforeCommit told what the answer is going to be, when nothing is left to do but to
   *     commit; what it throws rolls the transaction back
   * @return of each chain what became of the commands that were sent, in the same order
   * @throws RuntimeException when the transaction failed
   */
  public List<List<Outcome>> sendChains(
      List<? extends List<? extends DomainCommand>> chains,
      Sender sender,
      Consumer<List<List<Outcome>>> beforeCommit) {
    if (chains.isEmpty()) {
      beforeCommit.accept(List.of());
      return List.of();
    }
    return gate.pass(() -> sendInOneTransaction(chains, sender, beforeCommit));
  }

  private List<List<Outcome>> sendInOneTransaction(
      List<? extends List<? extends DomainCommand>> chains,
      Sender sender,
      Consumer<List<List<Outcome>>> beforeCommit) {
    List<List<CommandMessage<DomainCommand>>> messages = chains.stream()
        .map(chain -> chain.stream().map(command -> message(command, sender)).toList())
        .toList();
    List<List<Attempt>> attempts = new ArrayList<>();
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(messages.getFirst().getFirst());
    unit.attachTransaction(() -> new AnnouncedCommit(
        transactions.startTransaction(), () -> beforeCommit.accept(outcomes(attempts))));
    ResultMessage<List<List<Attempt>>> handled = unit.executeWithResult(() -> {
      messages.forEach(chain -> attempts.add(attemptInTurn(chain)));
      return attempts;
    });
    return unwrapped(handled).stream()
        .map(chain -> chain.stream().map(this::finished).toList())
        .toList();
  }

  /**
   * Does something while no command is under way: those that were begun are finished before, those
   * that are sent meanwhile wait until it is done.
   */
  public <T> T betweenCommands(Supplier<T> work) {
    return gate.closedFor(work);
  }

  /** A transaction that does something first when it is to be committed. */
  private record AnnouncedCommit(Transaction transaction, Runnable announcement)
      implements Transaction {

    @Override
    public void commit() {
      announcement.run();
      transaction.commit();
    }

    @Override
    public void rollback() {
      transaction.rollback();
    }
  }

  private static List<List<Outcome>> outcomes(List<List<Attempt>> attempts) {
    return attempts.stream()
        .map(chain -> chain.stream().map(each -> each.outcome().get()).toList())
        .toList();
  }

  private List<Attempt> attemptInTurn(List<CommandMessage<DomainCommand>> chain) {
    List<Attempt> attempts = new ArrayList<>();
    for (CommandMessage<DomainCommand> message : chain) {
      Attempt attempt = attempt(message, this::dispatchNested);
      attempts.add(attempt);
      if (!attempt.taken()) {
        break;
      }
    }
    return attempts;
  }

  private Outcome sendOne(DomainCommand command, Sender sender) {
    return gate.pass(() -> finished(attempt(message(command, sender), gateway::sendAndWait)));
  }

  private List<Outcome> sendTogether(List<? extends DomainCommand> commands, Sender sender) {
    return sendChains(commands.stream().map(List::of).toList(), sender, _ -> {}).stream()
        .map(List::getFirst)
        .toList();
  }

  /** Its unit of work is nested in the current one, and is committed or rolled back on return. */
  private Appended.Answer dispatchNested(CommandMessage<DomainCommand> message) {
    FutureCallback<DomainCommand, Appended.Answer> callback = new FutureCallback<>();
    bus.dispatch(message, callback);
    return unwrapped(callback.getResult());
  }

  private static <T> T unwrapped(ResultMessage<? extends T> result) {
    if (!result.isExceptional()) {
      return result.getPayload();
    }
    Throwable failure = result.exceptionResult();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw new CommandExecutionException("The command could not be decided", failure);
  }

  /** A command that was handled; its outcome is known once its transaction has been committed. */
  private record Attempt(
      CommandMessage<DomainCommand> message,
      boolean taken,
      Supplier<Outcome> outcome,
      long nanos) {}

  private Attempt attempt(
      CommandMessage<DomainCommand> message,
      Function<CommandMessage<DomainCommand>, Appended.Answer> dispatch) {
    long start = System.nanoTime();
    DomainCommand command = message.getPayload();
    Supplier<Outcome> outcome;
    boolean taken = false;
    try {
      Appended.Answer answer = dispatch.apply(message);
      outcome = () -> decided(message, answer);
      taken = true;
    } catch (AggregateNotFoundException _) {
      outcome = () -> new Declined(Target.of(command).notFound());
    } catch (Refused e) {
      outcome = () -> new Declined(e.refusal());
    } catch (InvalidValue e) {
      outcome = () -> new Invalid(e);
    } catch (RuntimeException e) {
      measure(command, "failed", System.nanoTime() - start);
      throw e;
    }
    return new Attempt(message, taken, outcome, System.nanoTime() - start);
  }

  private Outcome finished(Attempt attempt) {
    Outcome outcome = attempt.outcome().get();
    String label = switch (outcome) {
      case Decided decided when decided.repeated() -> "repeated";
      case Decided decided -> decided.events().isEmpty() ? "unchanged" : "accepted";
      case Declined _, Invalid _ -> "refused";
    };
    measure(attempt.message().getPayload(), label, attempt.nanos());
    if (outcome instanceof Declined declined) {
      refused.accept(attempt.message(), declined.refusal());
    }
    return outcome;
  }

  private void measure(DomainCommand command, String outcome, long nanos) {
    timers
        .withTags("command", command.getClass().getSimpleName(), "outcome", outcome)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Decided decided(CommandMessage<DomainCommand> message, Appended.Answer answer) {
    String aggregateId = Target.of(message.getPayload()).aggregateId();
    IdempotencyKeys.Use earlier = answer.earlier();
    return earlier == null
        ? new Decided(aggregateId, answer.version(), answer.appended().of(message), false)
        : new Decided(aggregateId, earlier.last(), recorded(aggregateId, earlier), true);
  }

  private List<DomainEventMessage<?>> recorded(String aggregateId, IdempotencyKeys.Use use) {
    return eventStore
        .readEvents(aggregateId, use.first())
        .asStream()
        .takeWhile(event -> event.getSequenceNumber() <= use.last())
        .<DomainEventMessage<?>>map(event -> event)
        .toList();
  }

  private static CommandMessage<DomainCommand> message(DomainCommand command, Sender sender) {
    return new GenericCommandMessage<>(command, sender.metadata());
  }
}
