package dev.quotaledger.runtime;

import dev.quotaledger.runtime.EventStoreProperties.Kind;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when the events are kept in Axon Server. */
final class OnAxonServer implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return Binder.get(context.getEnvironment())
            .bind("quotaledger.event-store", Kind.class)
            .orElse(Kind.EMBEDDED)
        == Kind.AXONSERVER;
  }
}
