package dev.quotaledger.command.spend;

import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.CachedAggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How spent amounts are kept. */
@Configuration(proxyBeanMethods = false)
class SpendConfiguration {

  static final int CACHED_AMOUNTS = 1_000;

  /** Hardly any amount is ever corrected as often. */
  static final int EVENTS_PER_SNAPSHOT = 100;

  @Bean
  AxonPart spend() {
    return axon -> axon.configureAggregate(
        CachedAggregates.of(Spend.class, CACHED_AMOUNTS, EVENTS_PER_SNAPSHOT));
  }
}
