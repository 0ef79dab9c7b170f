package dev.quotaledger.query.feed;

import dev.quotaledger.query.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sends events to those who follow. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedProperties.class)
class FeedConfiguration {

  @Bean
  Subscriptions subscriptions(Ledger ledger, FeedProperties properties, MeterRegistry meters) {
    return new Subscriptions(ledger, properties, meters);
  }
}
