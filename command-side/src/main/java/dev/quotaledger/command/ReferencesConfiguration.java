package dev.quotaledger.command;

import dev.quotaledger.runtime.AxonPart;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What decisions know of other aggregates. */
@Configuration(proxyBeanMethods = false)
class ReferencesConfiguration {

  @Bean
  References references(EventStore eventStore) {
    return new StreamReferences(eventStore);
  }

  /** Hands the references to the handlers that ask for them. */
  @Bean
  AxonPart referencesOfDecisions(References references) {
    return axon -> axon.registerComponent(References.class, _ -> references);
  }
}
