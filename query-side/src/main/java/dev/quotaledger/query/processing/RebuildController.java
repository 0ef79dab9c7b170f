package dev.quotaledger.query.processing;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.query.processing.Failures.Failure;
import dev.quotaledger.runtime.web.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Builds a read model anew from all events while the present generation goes on answering. */
@RestController
@RequestMapping("/api/v1/admin/rebuilds")
class RebuildController {

  private final Processors processors;
  private final Catalog catalog;

  RebuildController(Processors processors, Catalog catalog) {
    this.processors = processors;
    this.catalog = catalog;
  }

  /** The generations there are, newest first. */
  record RebuildsAnswer(List<RebuildView> items) {}

  /**
   * A generation.
   *
   * @param state BUILDING, ACTIVE, or RETIRED for a while after
   * @param startedAt when it was asked for
   * @param activeSince when it took over; null when it has not
   * @param retiredAt when it stopped; null while it runs
   * @param position the highest global index that is in it; -1 when none is
   * @param head the highest global index in the store
   * @param progress the share of the store's indexes that are in it, 0 to 1
   * @param error what it has stopped at; null while it works
   */
  record RebuildView(
      String model,
      int generation,
      String state,
      Instant startedAt,
      @Nullable Instant activeSince,
      @Nullable Instant retiredAt,
      long position,
      long head,
      double progress,
      @Nullable Failure error) {}

  @GetMapping
  RebuildsAnswer rebuilds() {
    long head = processors.head();
    return new RebuildsAnswer(catalog.builds(processors.models()).stream()
        .sorted(Comparator.comparing(Build::startedAt)
            .reversed()
            .thenComparing(build -> build.generation().model()))
        .map(build -> view(build, head))
        .toList());
  }

  /** Starts; answers at once. 409 while the model is being rebuilt already. */
  @PostMapping("/{model}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<RebuildView> rebuild(@PathVariable String model) {
    requireModel(model);
    Build started = catalog
        .start(model)
        .orElseThrow(() -> Problem.of(
                HttpStatus.CONFLICT,
                "rebuild-under-way",
                "The read model " + model + " is being rebuilt already.")
            .asException());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/admin/rebuilds"))
        .body(view(started, processors.head()));
  }

  /** Gives up a rebuild; the present generation is not touched. */
  @DeleteMapping("/{model}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> cancel(@PathVariable String model) {
    requireModel(model);
    if (!catalog.cancel(model)) {
      throw new Refusal.NotFound("rebuild", model).asException();
    }
    return ResponseEntity.noContent().build();
  }

  private void requireModel(String model) {
    if (!processors.models().contains(model)) {
      throw new Refusal.NotFound("read model", model).asException();
    }
  }

  private RebuildView view(Build build, long head) {
    long position = processors.position(build.generation()).index();
    return new RebuildView(
        build.generation().model(),
        build.generation().number(),
        build.state().name(),
        build.startedAt(),
        build.activeSince(),
        build.retiredAt(),
        position,
        head,
        Processors.progress(position, head),
        processors.view().failure(build.generation()).orElse(null));
  }
}
