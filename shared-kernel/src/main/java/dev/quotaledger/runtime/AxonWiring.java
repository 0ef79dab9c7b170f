package dev.quotaledger.runtime;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.context.SmartLifecycle;

/**
 * Axon's configuration, built by hand from the given components and {@link AxonPart}s; started and
 * stopped with the application.
 *
 * <p>It starts before, and stops after, everything whose lifecycle phase is positive: readers of the
 * event store and the web server.
 */
final class AxonWiring implements SmartLifecycle, AutoCloseable {

  private static final int STOP_SECONDS = 30;

  static {
    // Otherwise every start advertises a product.
    System.setProperty("disable-axoniq-console-message", "true");
  }

  private final ExecutorService snapshotThread = Executors.newSingleThreadExecutor(
      Thread.ofPlatform().daemon().name("snapshots").factory());
  private final Configuration configuration;
  private volatile boolean running;

  AxonWiring(Consumer<Configurer> components, List<AxonPart> parts) {
    // Nothing is looked up on the class path: that would add the update checker, which phones home.
    Configurer configurer = DefaultConfigurer.defaultConfiguration(false);
    configurer
        .configureLifecyclePhaseTimeout(STOP_SECONDS, TimeUnit.SECONDS)
        .configureCorrelationDataProviders(_ -> MessageMetadata.PROVIDERS)
        .configureSnapshotter(this::snapshotter);
    components.accept(configurer);
    parts.forEach(part -> part.register(configurer));
    configuration = configurer.buildConfiguration();
  }

  /** Takes snapshots on a thread of its own, so that no command waits for one. */
  private Snapshotter snapshotter(Configuration axon) {
    List<AggregateConfiguration<?>> aggregates =
        axon.findModules(AggregateConfiguration.class).stream()
            .<AggregateConfiguration<?>>map(module -> module)
            .toList();
    List<AggregateFactory<?>> factories = aggregates.stream()
        .<AggregateFactory<?>>map(AggregateConfiguration::aggregateFactory)
        .toList();
    return AggregateSnapshotter.builder()
        .eventStore(axon.eventStore())
        .transactionManager(axon.getComponent(TransactionManager.class))
        .aggregateFactories(factories)
        .repositoryProvider(axon::repository)
        .parameterResolverFactory(axon.parameterResolverFactory())
        .handlerDefinition(axon.handlerDefinition(aggregates.getFirst().aggregateType()))
        .executor(snapshotThread)
        .build();
  }

  Configuration configuration() {
    return configuration;
  }

  @Override
  public void start() {
    configuration.start();
    running = true;
  }

  @Override
  public void stop() {
    configuration.shutdown();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void close() {
    snapshotThread.close();
  }
}
