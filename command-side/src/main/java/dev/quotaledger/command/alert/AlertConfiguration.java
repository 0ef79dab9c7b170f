package dev.quotaledger.command.alert;

import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.CachedAggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How alert rules and alerts are kept. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

  static final int CACHED_RULES = 100;

  static final int CACHED_ALERTS = 1_000;

  /** Hardly any rule or alert ever has as many. */
  static final int EVENTS_PER_SNAPSHOT = 100;

  @Bean
  AxonPart alertRules() {
    return axon -> axon.configureAggregate(
        CachedAggregates.of(AlertRule.class, CACHED_RULES, EVENTS_PER_SNAPSHOT));
  }

  @Bean
  AxonPart alerts() {
    return axon -> axon.configureAggregate(
        CachedAggregates.of(Alert.class, CACHED_ALERTS, EVENTS_PER_SNAPSHOT));
  }
}
