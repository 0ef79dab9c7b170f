package dev.quotaledger.query.processing;

import dev.quotaledger.query.processing.Build.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Publishes how far each generation and each reaction is behind, and how far rebuilds have come. All
 * of it is read from the store, so each instance publishes the same.
 */
final class ReadModelMetrics {

  private static final int UPDATE_MILLIS = 2_000;

  private final Processors processors;
  private final MultiGauge lag;
  private final MultiGauge stopped;
  private final MultiGauge progress;

  ReadModelMetrics(Processors processors, MeterRegistry meters) {
    this.processors = processors;
    this.lag = MultiGauge.builder("quotaledger.processor.lag")
        .description("How many indexes a read model or a reaction is behind the newest event")
        .baseUnit("events")
        .register(meters);
    this.stopped = MultiGauge.builder("quotaledger.processor.stopped")
        .description("1 while a read model has stopped at an event, else 0")
        .register(meters);
    this.progress = MultiGauge.builder("quotaledger.rebuild.progress.ratio")
        .description("The share of the events that a generation being built contains")
        .register(meters);
  }

  /** Reads the positions anew. */
  @Scheduled(fixedDelay = UPDATE_MILLIS)
  void update() {
    long head = processors.head();
    Processors.View view = processors.view();
    List<Build> running = view.builds().stream().filter(Build::isRunning).toList();
    lag.register(
        Stream.concat(
                running.stream().map(build -> build.generation().toString()),
                processors.reactions().stream())
            .<Row<?>>map(name -> row(name, processors.position(name).lag(head)))
            .toList(),
        true);
    stopped.register(
        running.stream()
            .map(Build::generation)
            .<Row<?>>map(each -> row(each.toString(), view.failure(each).isPresent() ? 1 : 0))
            .toList(),
        true);
    progress.register(
        running.stream()
            .filter(build -> build.state() == State.BUILDING)
            .map(build -> Row.of(
                Tags.of(
                    "model",
                    build.generation().model(),
                    "generation",
                    String.valueOf(build.generation().number())),
                Processors.progress(index(build), head)))
            .toList(),
        true);
  }

  private long index(Build build) {
    return processors.position(build.generation()).index();
  }

  private static Row<?> row(String processor, long value) {
    return Row.of(Tags.of("processor", processor), value);
  }
}
