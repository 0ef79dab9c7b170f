package dev.quotaledger.command.lead;

import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.CachedAggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How leads are kept. */
@Configuration(proxyBeanMethods = false)
class LeadConfiguration {

  static final int CACHED_LEADS = 5_000;

  /** Hardly any lead ever has as many. */
  static final int EVENTS_PER_SNAPSHOT = 100;

  @Bean
  AxonPart leads() {
    return axon ->
        axon.configureAggregate(CachedAggregates.of(Lead.class, CACHED_LEADS, EVENTS_PER_SNAPSHOT));
  }
}
