package dev.quotaledger.query.pipeline;

import static java.util.stream.Collectors.partitioningBy;

import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.model.attainment.View;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was spent to win customers, as one view has it. */
public final class SpendRows {

  private final PipelineFacts facts;
  private final View view;

  SpendRows(PipelineFacts facts, View view) {
    this.facts = facts;
    this.view = view;
  }

  /** Everything that was spent, by its id. */
  public SortedMap<String, SpendFacts> all() {
    Map<Boolean, List<Stored<SpendFacts>>> asNow =
        facts.spending().rows().collect(partitioningBy(row -> row.isAsNow(view)));
    SortedMap<String, SpendFacts> spend = new TreeMap<>();
    for (Stored<SpendFacts> row : asNow.getOrDefault(true, List.of())) {
      if (row.row() != null) {
        spend.put(row.source(), row.row());
      }
    }
    List<SpendId> changed = asNow.getOrDefault(false, List.of()).stream()
        .map(row -> new SpendId(row.source()))
        .toList();
    facts
        .trackedSpend()
        .read(changed)
        .forEach((spendId, timeline) -> timeline
            .at(view.asOf(), view.knownAt())
            .ifPresent(present -> spend.put(spendId.value(), present)));
    return spend;
  }
}
