package dev.quotaledger.runtime;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * All aggregates once more, on the same events: what is decided here is decided on what is stored
 * and on what was decided here before, is stored nowhere, and is forgotten when this is closed. It
 * holds in memory what it decided, so that whoever rehearses bounds how much that is.
 */
public final class Rehearsal implements AutoCloseable {

  private final EmbeddedEventStore eventStore;
  private final CommandBus commandBus;
  private final CommandGateway commandGateway;
  private final Serializer general;
  private final Serializer events;
  private final List<AxonPart> parts;
  private @Nullable AxonWiring wiring;

  Rehearsal(EventStore stored, Serializer general, Serializer events, List<AxonPart> parts) {
    this.general = general;
    this.events = events;
    this.parts = List.copyOf(parts);
    this.eventStore = new JdbcEventStore(EmbeddedEventStore.builder()
        .storageEngine(new RehearsedEvents(stored, events))
        .optimizeEventConsumption(false));
    this.commandBus = SimpleCommandBus.builder()
        .transactionManager(NoTransactionManager.INSTANCE)
        .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
        .build();
    this.commandBus.registerHandlerInterceptor(
        new CorrelationDataInterceptor<>(MessageMetadata.PROVIDERS));
    this.commandGateway = DefaultCommandGateway.builder().commandBus(commandBus).build();
  }

  /** The stored events and those that were recorded here. */
  public EventStore eventStore() {
    return eventStore;
  }

  /** Where commands are handled once this has begun. */
  public CommandBus commandBus() {
    return commandBus;
  }

  /** Sends to that bus. */
  public CommandGateway commandGateway() {
    return commandGateway;
  }

  /** Has nothing to commit. */
  public TransactionManager transactions() {
    return NoTransactionManager.INSTANCE;
  }

  /**
   * Begins, once.
   *
   * @param instead what takes the place of parts that the aggregates have otherwise
   */
  public void begin(AxonPart instead) {
    AxonWiring started = new AxonWiring(
        configurer -> configurer
            .configureEventStore(_ -> eventStore)
            .configureCommandBus(_ -> commandBus)
            .registerComponent(CommandGateway.class, _ -> commandGateway)
            .registerComponent(TransactionManager.class, _ -> transactions())
            .configureSerializer(_ -> general)
            .configureMessageSerializer(_ -> general)
            .configureEventSerializer(_ -> events),
        Stream.concat(parts.stream(), Stream.of(instead)).toList());
    started.start();
    wiring = started;
  }

  @Override
  public void close() {
    AxonWiring started = wiring;
    if (started != null) {
      started.stop();
      started.close();
    }
    eventStore.shutDown();
  }
}
