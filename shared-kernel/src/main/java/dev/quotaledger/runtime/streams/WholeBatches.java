package dev.quotaledger.runtime.streams;

import dev.quotaledger.api.DomainEvent;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * Hands over events a batch at a time. Axon stores the position as the first thing when a batch is
 * committed, so the batch is handed over before that: with its last event. Events of other applications
 * are left out of it. Nothing is ever reset.
 */
public final class WholeBatches implements EventHandlerInvoker {

  private static final String OUR_PACKAGE = DomainEvent.class.getPackageName() + ".";

  private final Consumer<List<DomainEventMessage<?>>> handler;

  /** Hands them to the handler, never none at a time; what it throws brings the batch again later. */
  public WholeBatches(Consumer<List<DomainEventMessage<?>>> handler) {
    this.handler = handler;
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return true;
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    BatchingUnitOfWork<?> unit = (BatchingUnitOfWork<?>) CurrentUnitOfWork.get();
    if (unit.isLastMessage(message)) {
      List<DomainEventMessage<?>> ours = unit.getMessages().stream()
          .filter(WholeBatches::isOurs)
          .<DomainEventMessage<?>>map(each -> (DomainEventMessage<?>) each)
          .toList();
      if (!ours.isEmpty()) {
        handler.accept(ours);
      }
    }
  }

  /**
   * Whether it is an event of ours, also one that this release does not know and has to stop at. An
   * Axon Server may hold those of other applications too.
   */
  public static boolean isOurs(Message<?> message) {
    Class<?> type = message.getPayloadType();
    return type.equals(UnknownSerializedType.class)
        ? ((UnknownSerializedType) message.getPayload())
            .serializedType()
            .getName()
            .startsWith(OUR_PACKAGE)
        : DomainEvent.class.isAssignableFrom(type);
  }

  /** False: what was taken in is never taken in anew. */
  @Override
  public boolean supportsReset() {
    return false;
  }
}
