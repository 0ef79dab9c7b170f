package dev.quotaledger.command.forecastcall;

import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.CachedAggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How calls are kept. */
@Configuration(proxyBeanMethods = false)
class ForecastCallConfiguration {

  static final int CACHED_CALLS = 1_000;

  /** Who calls every week of a quarter, and is adjusted as often, has some thirty events. */
  static final int EVENTS_PER_SNAPSHOT = 100;

  @Bean
  AxonPart forecastCalls() {
    return axon -> axon.configureAggregate(
        CachedAggregates.of(ForecastCall.class, CACHED_CALLS, EVENTS_PER_SNAPSHOT));
  }
}
