package dev.quotaledger.runtime;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses to start when what keeps the events is not what it is meant to be.
 *
 * <p>Axon works with whatever it finds, a bus that forgets everything included, and tells it in a
 * line of the log. So before anything starts, the components that Axon really uses are compared with
 * the intended ones, and the only declared ones of their kind are required to be these.
 */
final class StartupContract implements SmartInitializingSingleton {

  static final String SNAPSHOT_SERIALIZER = "snapshotSerializer";

  private static final String READ_STORE = "dev.quotaledger.runtime.readstore";

  private final EventStoreProperties properties;
  private final Configuration axon;
  private final ListableBeanFactory beans;

  StartupContract(EventStoreProperties properties, Configuration axon, ListableBeanFactory beans) {
    this.properties = properties;
    this.axon = axon;
    this.beans = beans;
  }

  @Override
  public void afterSingletonsInstantiated() {
    List<String> breaches = breaches();
    if (!breaches.isEmpty()) {
      throw new StartupRefused(
          "The event store is not wired as quotaledger.event-store=%s needs it: %s."
              .formatted(properties.eventStore(), String.join("; ", breaches)),
          "Remove what declares the named component, or the dependency that brings it.");
    }
  }

  private List<String> breaches() {
    List<String> breaches = new ArrayList<>();
    switch (properties.eventStore()) {
      case EMBEDDED, POSTGRES -> {
        expect(breaches, "event bus", axon.eventBus(), JdbcEventStore.class);
        expect(breaches, "transaction manager", transactions(), SpringTransactionManager.class);
        only(breaches, EventStore.class, JdbcEventStore.class);
        only(breaches, EventStorageEngine.class, JdbcEventStorageEngine.class);
        only(breaches, TransactionManager.class, SpringTransactionManager.class);
      }
      case AXONSERVER -> {
        expect(breaches, "event bus", axon.eventBus(), AxonServerEventStore.class);
        only(breaches, EventStore.class, AxonServerEventStore.class);
        expect(breaches, "transaction manager", transactions(), NoTransactionManager.class);
      }
    }
    expect(breaches, "command bus", axon.commandBus(), LocalCommandBus.class);
    expect(breaches, "event serializer", json(axon.eventSerializer()), Jackson3Serializer.class);
    expect(breaches, "message serializer", axon.messageSerializer(), Jackson3Serializer.class);
    expect(breaches, "general serializer", axon.serializer(), Jackson3Serializer.class);
    snapshots(breaches);
    tokenStores(breaches);
    return breaches;
  }

  private TransactionManager transactions() {
    return axon.getComponent(TransactionManager.class, () -> NoTransactionManager.INSTANCE);
  }

  private static Serializer json(Serializer serializer) {
    return serializer instanceof StoredForm stored ? stored.json() : serializer;
  }

  private static void expect(List<String> breaches, String what, Object actual, Class<?> intended) {
    if (actual.getClass() != intended) {
      breaches.add("the %s is %s instead of %s"
          .formatted(what, actual.getClass().getName(), intended.getSimpleName()));
    }
  }

  private <T> void only(List<String> breaches, Class<T> kind, Class<? extends T> intended) {
    var declared = BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, kind);
    if (declared.size() != 1) {
      breaches.add("there is not one %s but %s".formatted(kind.getSimpleName(), declared.keySet()));
    }
    declared.forEach(
        (name, bean) -> expect(breaches, kind.getSimpleName() + " " + name, bean, intended));
  }

  /** A snapshot in another form would be read by nobody, or for ever. */
  private void snapshots(List<String> breaches) {
    expect(
        breaches,
        "snapshot serializer",
        json(beans.getBean(SNAPSHOT_SERIALIZER, Serializer.class)),
        Jackson3Serializer.class);
    BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AbstractEventStorageEngine.class)
        .forEach((name, engine) -> expect(
            breaches,
            "snapshot serializer of " + name,
            json(engine.getSnapshotSerializer()),
            Jackson3Serializer.class));
  }

  /** Tokens that are not kept beside the read models would tell lies about them after a crash. */
  private void tokenStores(List<String> breaches) {
    BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, TokenStore.class)
        .forEach((name, bean) -> expectTokensOf(breaches, name, bean));
    TokenStore none = new InMemoryTokenStore();
    TokenStore used = axon.getComponent(TokenStore.class, () -> none);
    if (!used.equals(none)) {
      expectTokensOf(breaches, "of Axon", used);
    }
  }

  private static void expectTokensOf(List<String> breaches, String name, TokenStore actual) {
    if (!actual.getClass().getPackageName().equals(READ_STORE)) {
      breaches.add("the token store %s is %s instead of the read store's"
          .formatted(name, actual.getClass().getName()));
    }
  }
}
