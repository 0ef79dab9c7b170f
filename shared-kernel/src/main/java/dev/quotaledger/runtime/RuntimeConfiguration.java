package dev.quotaledger.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/**
 * Axon and the event store as Spring beans, the same in every process. An application imports this
 * class and adds its own {@link AxonPart}s.
 *
 * <p>Nothing here is left to auto-configuration: what keeps the events is declared bean by bean, and
 * {@link StartupContract} checks the result.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QuotaledgerProperties.class, EventStoreProperties.class})
@EnableAutoConfiguration(
    exclude = {
      DataSourceAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      FlywayAutoConfiguration.class
    })
@Import({JdbcEventStoreConfiguration.class, AxonServerEventStoreConfiguration.class})
public class RuntimeConfiguration {

  /** The data directory, locked for this process; only made where an embedded store needs it. */
  @Bean
  @Lazy
  DataDirectory dataDirectory(QuotaledgerProperties properties) {
    return DataDirectory.hold(properties.dataPath());
  }

  /** Tells decisions which day it is; events take their time from the store's own. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** For tracking tokens and everything else that names no serializer. */
  @Bean
  @Primary
  Serializer serializer() {
    return Serializers.general();
  }

  @Bean
  Serializer eventSerializer() {
    return Serializers.events();
  }

  @Bean(StartupContract.SNAPSHOT_SERIALIZER)
  Serializer snapshotSerializer() {
    return Serializers.snapshots();
  }

  /** Translates older revisions of events, one event into one. */
  @Bean
  EventUpcasterChain upcasterChain(ObjectProvider<SingleEventUpcaster> upcasters) {
    return new EventUpcasterChain(upcasters.orderedStream().toList());
  }

  @Bean
  CommandBus commandBus(
      TransactionManager transactionManager, ObjectProvider<MeterRegistry> meters) {
    CommandBus commandBus = new LocalCommandBus(SimpleCommandBus.builder()
        .transactionManager(transactionManager)
        .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
        .messageMonitor(Metrics.of("commandBus", meters.getIfAvailable(SimpleMeterRegistry::new))));
    commandBus.registerHandlerInterceptor(
        new CorrelationDataInterceptor<>(MessageMetadata.PROVIDERS));
    return commandBus;
  }

  @Bean
  ConcurrencyRetry concurrencyRetry() {
    return new ConcurrencyRetry();
  }

  @Bean
  CommandGateway commandGateway(CommandBus commandBus, ConcurrencyRetry retry) {
    return DefaultCommandGateway.builder()
        .commandBus(commandBus)
        .retryScheduler(retry)
        .build();
  }

  @Bean
  ObservedEvents observedEvents(EventStore eventStore, TransactionManager transactionManager) {
    return new ObservedEvents(eventStore, transactionManager);
  }

  @Bean
  AxonWiring axonWiring(
      EventStore eventStore,
      CommandBus commandBus,
      CommandGateway commandGateway,
      TransactionManager transactionManager,
      @Qualifier("serializer") Serializer serializer,
      @Qualifier("eventSerializer") Serializer eventSerializer,
      ObjectProvider<AxonPart> parts) {
    return new AxonWiring(
        configurer -> configurer
            .configureEventStore(_ -> eventStore)
            .configureCommandBus(_ -> commandBus)
            .registerComponent(CommandGateway.class, _ -> commandGateway)
            .registerComponent(TransactionManager.class, _ -> transactionManager)
            .configureSerializer(_ -> serializer)
            .configureMessageSerializer(_ -> serializer)
            .configureEventSerializer(_ -> eventSerializer),
        parts.orderedStream().toList());
  }

  /** The parts are asked for late, since they may stand on what rehearses. */
  @Bean
  Rehearsals rehearsals(
      EventStore eventStore,
      @Qualifier("serializer") Serializer serializer,
      @Qualifier("eventSerializer") Serializer eventSerializer,
      ObjectProvider<AxonPart> parts) {
    return new Rehearsals(
        eventStore, serializer, eventSerializer, () -> parts.orderedStream().toList());
  }

  @Bean
  Configuration axonConfiguration(AxonWiring axonWiring) {
    return axonWiring.configuration();
  }

  @Bean
  StartupContract startupContract(
      EventStoreProperties properties, Configuration axonConfiguration, ListableBeanFactory beans) {
    return new StartupContract(properties, axonConfiguration, beans);
  }
}
