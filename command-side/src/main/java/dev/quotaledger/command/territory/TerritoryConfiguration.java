package dev.quotaledger.command.territory;

import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.CachedAggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How territories are kept. */
@Configuration(proxyBeanMethods = false)
class TerritoryConfiguration {

  static final int CACHED_TERRITORIES = 5_000;

  /** Reading as many events takes 1 ms, reading a snapshot 0.1 ms. */
  static final int EVENTS_PER_SNAPSHOT = 100;

  @Bean
  AxonPart territories() {
    return axon -> axon.configureAggregate(
        CachedAggregates.of(Territory.class, CACHED_TERRITORIES, EVENTS_PER_SNAPSHOT));
  }
}
