package dev.quotaledger.query.pipeline;

import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Generation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives deals, leads, spending and calls from the facts of the active generation. */
@Component
public class Pipeline {

  private final ActiveGenerations generations;
  private volatile @Nullable Opened opened;

  private record Opened(Generation generation, PipelineFacts facts) {}

  Pipeline(ActiveGenerations generations) {
    this.generations = generations;
  }

  /** Deals, leads, spending and calls as the view has them; a request asks once and uses the answer throughout. */
  public Seen seen(View view) {
    Generation active = generations.active(PipelineModel.NAME);
    Opened current = opened;
    if (current == null || !current.generation.equals(active)) {
      current = new Opened(active, PipelineFacts.of(active));
      opened = current;
    }
    Reference reference = current.facts.reference().read();
    return new Seen(
        reference,
        new DealRows(current.facts, reference, view),
        new LeadRows(current.facts, reference, view),
        new SpendRows(current.facts, view),
        new CallRows(current.facts.calls(), reference, view));
  }

  /** What one view has, and what it refers to. */
  public record Seen(
      Reference reference, DealRows deals, LeadRows leads, SpendRows spend, CallRows calls) {}

  /** Whether answers lack what came after an event that could not be taken in. */
  public boolean isStale() {
    return generations.isStale(PipelineModel.NAME);
  }
}
