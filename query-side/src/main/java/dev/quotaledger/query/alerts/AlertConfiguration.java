package dev.quotaledger.query.alerts;

import dev.quotaledger.query.Progress;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.runtime.ObservedEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What looks at figures, and when. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProperties.class)
class AlertConfiguration {

  @Bean
  AlertMonitor alertMonitor(
      AlertQueries queries,
      QuotaFigures quotas,
      List<WatchedFigures> figures,
      Progress progress,
      ObservedEvents events,
      Clock clock,
      MeterRegistry meters) {
    return new AlertMonitor(
        new Crossings(queries, quotas, figures), queries, progress, events, clock, meters);
  }

  @Bean
  AlertTimer alertTimer(AlertMonitor monitor, AlertProperties properties) {
    return new AlertTimer(monitor, properties.every());
  }
}
