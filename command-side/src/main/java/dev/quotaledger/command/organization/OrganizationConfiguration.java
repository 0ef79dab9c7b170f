package dev.quotaledger.command.organization;

import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.CachedAggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the organisation is kept. */
@Configuration(proxyBeanMethods = false)
class OrganizationConfiguration {

  /** There is one organisation. */
  static final int CACHED_ORGANIZATIONS = 1;

  /** Reading as many events takes 5 ms; writing a snapshot of 10,000 reps takes 40 ms. */
  static final int EVENTS_PER_SNAPSHOT = 1_000;

  @Bean
  AxonPart organization() {
    return axon -> axon.configureAggregate(
        CachedAggregates.of(SalesOrganization.class, CACHED_ORGANIZATIONS, EVENTS_PER_SNAPSHOT));
  }
}
