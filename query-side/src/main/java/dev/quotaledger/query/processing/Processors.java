package dev.quotaledger.query.processing;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.ReadModel;
import dev.quotaledger.query.processing.Build.State;
import dev.quotaledger.query.processing.Failures.Failure;
import dev.quotaledger.runtime.EventIndexes;
import dev.quotaledger.runtime.readstore.Tokens;
import dev.quotaledger.runtime.streams.StreamProcessor;
import dev.quotaledger.runtime.streams.WholeBatches;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a processor for each generation that the catalog lists as active or being built, and lets a
 * built one take over as soon as it has caught up. Every instance does so by itself; the catalog and
 * the claims of the tokens keep them from doing anything twice.
 */
final class Processors implements SmartLifecycle {

  /** After the event store and before the web server. */
  static final int PHASE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Processors.class);
  private static final long RECONCILE_MILLIS = 250;

  private final Map<String, ReadModel> models = new TreeMap<>();
  private final Catalog catalog;
  private final Failures failures;
  private final Tokens tokens;
  private final EventIndexes indexes;
  private final StreamableMessageSource<TrackedEventMessage<?>> events;
  private final ProcessingProperties properties;
  private final Clock clock;

  private final Map<Generation, StreamProcessor> running = new HashMap<>();
  private final ScheduledExecutorService reconciler = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("generations").factory());
  private volatile View view = new View(List.of(), Map.of());
  private volatile boolean started;

  Processors(
      List<ReadModel> models,
      Catalog catalog,
      Failures failures,
      Tokens tokens,
      EventIndexes indexes,
      StreamableMessageSource<TrackedEventMessage<?>> events,
      ProcessingProperties properties,
      Clock clock) {
    for (ReadModel model : models) {
      if (this.models.put(model.name(), model) != null) {
        throw new IllegalArgumentException("Two read models are named " + model.name());
      }
    }
    this.catalog = catalog;
    this.failures = failures;
    this.tokens = tokens;
    this.indexes = indexes;
    this.events = events;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * What was last read of the shared state.
   *
   * @param failures by generation
   */
  record View(List<Build> builds, Map<String, Failure> failures) {

    Optional<Build> active(String model) {
      return builds.stream()
          .filter(build -> build.state() == State.ACTIVE)
          .filter(build -> build.generation().model().equals(model))
          .findFirst();
    }

    Optional<Failure> failure(Generation generation) {
      return Optional.ofNullable(failures.get(generation.toString()));
    }
  }

  /** The shared state as it was a moment ago. */
  View view() {
    return view;
  }

  /** The names of the read models, in order. */
  SortedSet<String> models() {
    return new TreeSet<>(models.keySet());
  }

  /** The names of the reactions that some process runs, in order; they too have stored positions. */
  List<String> reactions() {
    return tokens.processors().stream().filter(name -> !Generation.isName(name)).toList();
  }

  /** How far a generation's facts reach, as stored. */
  Position position(Generation generation) {
    return position(generation.toString());
  }

  /** How far a processor of any kind has come, as stored. */
  Position position(String processor) {
    return tokens.read(processor).stream()
        .findFirst()
        .map(stored -> Position.of(stored.token()))
        .orElse(Position.START);
  }

  /** The highest index in the event store; -1 when it has no events. */
  long head() {
    return Position.of(events.createHeadToken()).index();
  }

  /** Whether every event up to an index that is in the store now is in the facts. */
  boolean hasAllUpTo(long index, Generation generation) {
    Position position = position(generation);
    return position.index() >= index && !indexes.anyAt(position.gapsUpTo(index));
  }

  /** The share of the store's indexes up to the head that a position has passed, 0 to 1. */
  static double progress(long position, long head) {
    return head < 0 ? 1 : Math.min(1, (position + 1.0) / (head + 1.0));
  }

  /** Whether this instance is the one that processes the events for the generation. */
  synchronized boolean isWorking(Generation generation) {
    StreamProcessor processor = running.get(generation);
    return processor != null && processor.isWorking();
  }

  @Override
  public void start() {
    models.keySet().forEach(catalog::ensure);
    reconcile();
    started = true;
    var _ = reconciler.scheduleWithFixedDelay(
        this::reconcileInBackground, RECONCILE_MILLIS, RECONCILE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    started = false;
    reconciler.shutdown();
    awaitReconciler();
    closeAll();
  }

  private void awaitReconciler() {
    try {
      if (!reconciler.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The generations of the read models are still being looked at");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void closeAll() {
    running.values().forEach(StreamProcessor::close);
    running.clear();
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** Whatever is thrown: the executor would not come here again, and the view would never change. */
  private void reconcileInBackground() {
    try {
      reconcile();
    } catch (Throwable e) {
      LOG.warn("Cannot look after the generations of the read models; trying again", e);
    }
  }

  private void reconcile() {
    List<Build> builds = catalog.builds(models.keySet());
    view = new View(builds, failures.all());
    run(builds);
    builds.stream()
        .filter(build -> build.state() == State.BUILDING)
        .filter(build -> hasCaughtUp(build.generation()))
        .forEach(build -> {
          LOG.info("{} takes over", build.generation());
          catalog.activate(build.generation());
        });
    builds.stream().filter(this::isDue).forEach(this::drop);
  }

  private synchronized void run(List<Build> builds) {
    List<Generation> wanted =
        builds.stream().filter(Build::isRunning).map(Build::generation).toList();
    running.entrySet().removeIf(each -> {
      boolean unwanted = !wanted.contains(each.getKey());
      if (unwanted) {
        each.getValue().close();
      }
      return unwanted;
    });
    for (Generation generation : wanted) {
      running.computeIfAbsent(generation, this::started);
    }
  }

  private StreamProcessor started(Generation generation) {
    ReadModel model = Objects.requireNonNull(models.get(generation.model()));
    StreamProcessor processor = new StreamProcessor(
        generation.toString(),
        new WholeBatches(new Projecting(generation, model.projection(generation), failures)),
        events,
        tokens,
        properties.batchSize());
    processor.start();
    return processor;
  }

  /** Whether nothing is lost by a switch: all that the active one has processed is in the other. */
  private boolean hasCaughtUp(Generation built) {
    return view.active(built.model())
        .map(active -> position(active.generation()))
        .map(Position::index)
        .filter(index -> hasAllUpTo(index, built))
        .isPresent();
  }

  private boolean isDue(Build build) {
    return build.retiredAt() != null
        && build.retiredAt().plus(properties.retiredFor()).isBefore(clock.instant());
  }

  private void drop(Build build) {
    Generation generation = build.generation();
    LOG.info("{} is removed", generation);
    generation.drop();
    tokens.forget(generation.toString());
    failures.clear(generation);
    catalog.forget(generation);
  }
}
