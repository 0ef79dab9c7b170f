package dev.quotaledger.runtime.audit;

import dev.quotaledger.runtime.readstore.ReadStore;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps what was refused in the read store, which both sides share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
public class AuditConfiguration {

  @Bean
  RefusedAttempts refusedAttempts(ReadStore store, AuditProperties properties, Clock clock) {
    return new RefusedAttempts(store, properties.keepRefused(), clock);
  }

  @Bean
  RefusedRequests refusedRequests(RefusedAttempts attempts, Clock clock) {
    return new RefusedRequests(attempts, clock);
  }
}
