package dev.quotaledger.runtime.reactions;

import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Lets an event be parked whatever its handler throws. Axon parks for exceptions alone, and an error
 * would end the processor's worker without a word.
 */
final class ParkedErrors extends AnnotationEventHandlerAdapter {

  ParkedErrors(Object handler) {
    super(handler);
  }

  @Override
  public @Nullable Object handle(EventMessage<?> event) throws Exception {
    try {
      return super.handle(event);
    } catch (Error e) {
      throw new EventProcessingException("The handler failed with " + e, e);
    }
  }
}
