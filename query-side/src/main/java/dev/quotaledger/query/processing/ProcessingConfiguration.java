package dev.quotaledger.query.processing;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.query.ActiveGenerations;
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

  private static final Clock CLOCK = Clock.systemUTC();

  @Bean
  Catalog generationCatalog(MongoDatabase database) {
    return new Catalog(database, CLOCK);
  }

  @Bean
  Processors processors(
      List<ReadModel> models,
      Catalog catalog,
      MongoDatabase database,
      Tokens tokens,
      EventIndexes indexes,
      EventStore events,
      ProcessingProperties properties) {
    return new Processors(
        models, catalog, new Failures(database, CLOCK), tokens, indexes, events, properties, CLOCK);
  }

  @Bean
  ActiveGenerations activeGenerations(Processors processors, ProcessingProperties properties) {
    return new ConsistentGenerations(processors, properties.consistencyWait());
  }

  @Bean
  SettledTime settledTime(Processors processors) {
    return new ObservedTime(processors, CLOCK);
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
