package dev.quotaledger.query.processing;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.query.Progress;
import dev.quotaledger.query.ReadModel;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.runtime.EventIndexes;
import dev.quotaledger.runtime.readstore.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The processors of all read models that are published as beans, and what readers ask of them. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(ProcessingProperties.class)
class ProcessingConfiguration {

  @Bean
  Catalog generationCatalog(MongoDatabase database, Clock clock) {
    return new Catalog(database, clock);
  }

  @Bean
  Processors processors(
      List<ReadModel> models,
      Catalog catalog,
      MongoDatabase database,
      Tokens tokens,
      EventIndexes indexes,
      EventStore events,
      ProcessingProperties properties,
      Clock clock) {
    return new Processors(
        models, catalog, new Failures(database, clock), tokens, indexes, events, properties, clock);
  }

  @Bean
  ConsistentGenerations consistentGenerations(
      Processors processors, ProcessingProperties properties) {
    return new ConsistentGenerations(processors, properties.consistencyWait());
  }

  @Bean
  SettledTime settledTime(Processors processors, Clock clock) {
    return new ObservedTime(processors, clock);
  }

  @Bean
  Progress progress(Processors processors) {
    return new ObservedProgress(processors);
  }

  @Bean
  ReadModelHealth readModelsHealthIndicator(Processors processors) {
    return new ReadModelHealth(processors);
  }

  @Bean
  ReadModelMetrics readModelMetrics(Processors processors, MeterRegistry meters) {
    return new ReadModelMetrics(processors, meters);
  }
}
