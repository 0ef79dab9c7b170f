package dev.quotaledger.runtime;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when the events are kept in a database, embedded or PostgreSQL. */
final class OnJdbc implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !new OnAxonServer().matches(context, metadata);
  }
}
