package dev.quotaledger.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The events in Axon Server, through its connector's event store and nothing else of it. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnAxonServer.class)
class AxonServerEventStoreConfiguration {

  @Bean
  AxonServerConfiguration axonServerConfiguration(EventStoreProperties properties) {
    EventStoreProperties.AxonServer server = properties.axonServer();
    AxonServerConfiguration configuration = new AxonServerConfiguration();
    configuration.setServers(server.servers());
    configuration.setContext(server.context());
    configuration.setToken(server.token());
    configuration.setSslEnabled(server.ssl());
    configuration.setComponentName("quotaledger");
    return configuration;
  }

  @Bean(initMethod = "start", destroyMethod = "shutdown")
  AxonServerConnectionManager axonServer(AxonServerConfiguration configuration) {
    return AxonServerConnectionManager.builder()
        .axonServerConfiguration(configuration)
        .routingServers(configuration.getServers())
        .build();
  }

  /** An append to Axon Server is a transaction of its own, started by the event store. */
  @Bean
  TransactionManager transactionManager() {
    return NoTransactionManager.INSTANCE;
  }

  @Bean
  AxonServerEventStore eventStore(
      AxonServerConfiguration configuration,
      AxonServerConnectionManager axonServer,
      @Qualifier("eventSerializer") Serializer events,
      @Qualifier("snapshotSerializer") Serializer snapshots,
      EventUpcasterChain upcasters,
      ObjectProvider<MeterRegistry> meters) {
    AxonServerEventStore eventStore = AxonServerEventStore.builder()
        .configuration(configuration)
        .platformConnectionManager(axonServer)
        .eventSerializer(events)
        .snapshotSerializer(snapshots)
        .snapshotFilter(new CurrentSnapshots(snapshots))
        .upcasterChain(upcasters)
        .messageMonitor(Metrics.of("eventStore", meters.getIfAvailable(SimpleMeterRegistry::new)))
        .build();
    eventStore.registerDispatchInterceptor(new RecordedTime(eventStore));
    return eventStore;
  }

  @Bean
  AxonServerHealth eventStoreHealthIndicator(AxonServerConnectionManager axonServer) {
    return new AxonServerHealth(axonServer);
  }

  @Bean
  EventIndexes eventIndexes(AxonServerEventStore eventStore) {
    return new AxonServerEventIndexes(eventStore);
  }
}
