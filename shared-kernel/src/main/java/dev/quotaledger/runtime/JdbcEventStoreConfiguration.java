package dev.quotaledger.runtime;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The events in a database: HSQLDB in files of this process, or PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnJdbc.class)
@EnableConfigurationProperties(DataSourceProperties.class)
class JdbcEventStoreConfiguration {

  /** How long an event of another instance may stay unseen, in milliseconds. */
  private static final int FETCH_DELAY = 50;

  /** How many of the newest events are kept in memory for their readers. */
  private static final int CACHED_EVENTS = 1_000;

  @Bean
  HikariDataSource eventDatabase(
      EventStoreProperties properties,
      ObjectProvider<DataDirectory> dataDirectory,
      DataSourceProperties postgres,
      Environment environment) {
    HikariDataSource database = properties.eventStore() == EventStoreProperties.Kind.EMBEDDED
        ? EmbeddedEventDatabase.in(dataDirectory.getObject().path())
        : PostgresEventDatabase.at(postgres);
    Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(database));
    return database;
  }

  @Bean
  Flyway eventSchema(DataSource eventDatabase, EventStoreProperties properties) {
    String dialect =
        properties.eventStore() == EventStoreProperties.Kind.EMBEDDED ? "hsqldb" : "postgresql";
    Flyway flyway = Flyway.configure()
        .dataSource(eventDatabase)
        .locations("classpath:db/migration/" + dialect)
        .failOnMissingLocations(true)
        .load();
    flyway.migrate();
    return flyway;
  }

  @Bean
  PlatformTransactionManager eventTransactions(DataSource eventDatabase) {
    return new JdbcTransactionManager(eventDatabase);
  }

  @Bean
  TransactionManager transactionManager(PlatformTransactionManager eventTransactions) {
    return new SpringTransactionManager(eventTransactions);
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      DataSource eventDatabase,
      Flyway eventSchema,
      TransactionManager transactionManager,
      @Qualifier("eventSerializer") Serializer events,
      @Qualifier("snapshotSerializer") Serializer snapshots,
      EventUpcasterChain upcasters) {
    return new JdbcEvents(JdbcEvents.APPEND_BOUND)
        .engine(eventDatabase, transactionManager, events, snapshots, upcasters);
  }

  @Bean(destroyMethod = "shutDown")
  EmbeddedEventStore eventStore(EventStorageEngine engine, ObjectProvider<MeterRegistry> meters) {
    EmbeddedEventStore eventStore = new JdbcEventStore(EmbeddedEventStore.builder()
        .storageEngine(engine)
        .messageMonitor(Metrics.of("eventStore", meters.getIfAvailable(SimpleMeterRegistry::new)))
        .fetchDelay(FETCH_DELAY)
        .cachedEvents(CACHED_EVENTS));
    eventStore.registerDispatchInterceptor(new RecordedTime(eventStore));
    return eventStore;
  }

  @Bean
  EventIndexes eventIndexes(DataSource eventDatabase, Flyway eventSchema) {
    return new JdbcEventIndexes(eventDatabase);
  }
}
