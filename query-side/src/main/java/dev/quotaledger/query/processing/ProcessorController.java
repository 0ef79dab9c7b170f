package dev.quotaledger.query.processing;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.processing.Failures.Failure;
import dev.quotaledger.runtime.readstore.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows how far read models and reactions are behind the events, and what stops a read model. */
@RestController
@RequestMapping("/api/v1/admin/processors")
class ProcessorController {

  private final Processors processors;
  private final Tokens tokens;

  ProcessorController(Processors processors, Tokens tokens) {
    this.processors = processors;
    this.tokens = tokens;
  }

  /**
   * The processors of one event store.
   *
   * @param head the highest global index in the store; -1 when it has no events
   * @param items those of the read models
   * @param reactions those of the reactions, by name; they run where commands are decided
   */
  record ProcessorsAnswer(long head, List<ProcessorView> items, List<ReactionView> reactions) {}

  /**
   * A generation's processor.
   *
   * @param processor the generation's name, such as attainment_1
   * @param state BUILDING or ACTIVE
   * @param position the highest global index that is processed; -1 when none is
   * @param lag how many indexes it is behind the head
   * @param gaps how many lower indexes it still watches for a late commit
   * @param error what it has stopped at; null while it works
   */
  record ProcessorView(
      String processor,
      String model,
      int generation,
      String state,
      long position,
      long lag,
      int gaps,
      boolean workingHere,
      List<SegmentView> segments,
      @Nullable Failure error) {}

  /**
   * A reaction's processor. It never stops at an event, which it parks as a dead letter instead.
   *
   * @param processor the reaction's name
   * @param position the highest global index that is handled or parked; those before the reaction
   *     was first there count as handled
   * @param lag how many indexes it is behind the head
   * @param gaps how many lower indexes it still watches for a late commit
   */
  record ReactionView(
      String processor, long position, long lag, int gaps, List<SegmentView> segments) {}

  /**
   * A part of the stream.
   *
   * @param owner the instance that has claimed it; null when none has
   */
  record SegmentView(int segment, long position, @Nullable String owner) {}

  @GetMapping
  ProcessorsAnswer processors() {
    long head = processors.head();
    Processors.View view = processors.view();
    return new ProcessorsAnswer(
        head,
        view.builds().stream()
            .filter(Build::isRunning)
            .map(build -> processor(build, view, head))
            .toList(),
        processors.reactions().stream().map(name -> reaction(name, head)).toList());
  }

  private ProcessorView processor(Build build, Processors.View view, long head) {
    Generation generation = build.generation();
    List<Tokens.Stored> stored = tokens.read(generation.toString());
    Position position = position(stored);
    return new ProcessorView(
        generation.toString(),
        generation.model(),
        generation.number(),
        build.state().name(),
        position.index(),
        position.lag(head),
        position.gaps().size(),
        processors.isWorking(generation),
        segments(stored),
        view.failure(generation).orElse(null));
  }

  private ReactionView reaction(String name, long head) {
    List<Tokens.Stored> stored = tokens.read(name);
    Position position = position(stored);
    return new ReactionView(
        name, position.index(), position.lag(head), position.gaps().size(), segments(stored));
  }

  private static Position position(List<Tokens.Stored> stored) {
    return stored.isEmpty() ? Position.START : Position.of(stored.getFirst().token());
  }

  private static List<SegmentView> segments(List<Tokens.Stored> stored) {
    return stored.stream()
        .map(each ->
            new SegmentView(each.segment(), Position.of(each.token()).index(), each.owner()))
        .toList();
  }
}
