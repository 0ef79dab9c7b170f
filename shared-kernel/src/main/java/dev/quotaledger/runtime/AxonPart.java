package dev.quotaledger.runtime;

import org.axonframework.config.Configurer;

/**
 * What a feature adds to Axon's configuration: its aggregates and its message handlers. Every bean
 * of this type is called once, before anything starts.
 */
@FunctionalInterface
public interface AxonPart {

  /** Adds this part. */
  void register(Configurer configurer);
}
