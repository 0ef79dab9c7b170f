package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

class StartupContractTest {

  @TempDir
  Path dataDir;

  @Test
  void isKeptByTheRuntime() {
    runner().run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void refusesAnEventBusThatForgets() {
    assertRefused(
        runner().withBean(AxonPart.class, () -> StartupContractTest::forgetfulBus),
        "the event bus is org.axonframework.eventhandling.SimpleEventBus");
  }

  private static void forgetfulBus(Configurer axon) {
    axon.configureEventBus(_ -> SimpleEventBus.builder().build());
  }

  @Test
  void refusesASecondEventStore() {
    assertRefused(
        runner().withUserConfiguration(InMemoryEventStore.class),
        "there is not one EventStore but [eventStore, inMemoryEventStore]");
  }

  @Test
  void refusesATransactionManagerThatDoesNothing() {
    assertRefused(
        runner().withUserConfiguration(NoTransactions.class),
        "the transaction manager is org.axonframework.common.transaction.NoTransactionManager");
  }

  @Test
  void refusesAnotherSerializer() {
    assertRefused(
        runner()
            .withBean(
                AxonPart.class,
                () -> axon -> axon.configureEventSerializer(_ -> anotherSerializer())),
        "the event serializer is org.axonframework.serialization.json.JacksonSerializer");
    assertRefused(
        runner()
            .withBean(
                AxonPart.class, () -> axon -> axon.configureSerializer(_ -> anotherSerializer())),
        "the general serializer is org.axonframework.serialization.json.JacksonSerializer");
  }

  private static Serializer anotherSerializer() {
    return JacksonSerializer.defaultSerializer();
  }

  @Test
  void refusesATokenStoreThatForgets() {
    assertRefused(
        runner().withBean(TokenStore.class, InMemoryTokenStore::new),
        "InMemoryTokenStore instead of the read store's");
    assertRefused(
        runner().withBean(AxonPart.class, () -> StartupContractTest::forgetfulTokens),
        "the token store of Axon is");
  }

  private static void forgetfulTokens(Configurer axon) {
    axon.registerComponent(TokenStore.class, _ -> new InMemoryTokenStore());
  }

  @Test
  void refusesSnapshotsOfAnotherForm() {
    assertRefused(
        runner().withUserConfiguration(OtherSnapshots.class),
        "the snapshot serializer is org.axonframework.serialization.json.JacksonSerializer");
  }

  private void assertRefused(ApplicationContextRunner runner, String cause) {
    runner.run(context -> assertThat(context)
        .getFailure()
        .isInstanceOf(StartupRefused.class)
        .hasMessageContaining(cause));
  }

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withUserConfiguration(TestRuntime.Application.class)
        .withPropertyValues("quotaledger.data-dir=" + dataDir);
  }

  @Configuration(proxyBeanMethods = false)
  static class InMemoryEventStore {
    @Bean
    @Primary
    EventStore inMemoryEventStore() {
      return EmbeddedEventStore.builder()
          .storageEngine(new InMemoryEventStorageEngine())
          .build();
    }
  }

  /** Takes the place of the declared one. */
  @Configuration(proxyBeanMethods = false)
  static class OtherSnapshots {
    @Bean
    static BeanPostProcessor otherSnapshots() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return name.equals("snapshotSerializer") ? anotherSerializer() : bean;
        }
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NoTransactions {
    @Bean
    @Primary
    TransactionManager noTransactions() {
      return NoTransactionManager.INSTANCE;
    }
  }
}
