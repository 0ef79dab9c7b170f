package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.RecordedEvent;
import java.util.List;

/**
 * The facts of one generation of this model.
 *
 * @param rules what was recorded of each rule
 * @param alerts what was recorded of each alert
 * @param inboxes whose inbox each alert is in
 */
record AlertFacts(KeptStreams rules, KeptStreams alerts, Inboxes inboxes) {

  static AlertFacts of(Generation generation) {
    return new AlertFacts(
        new KeptStreams(generation.collection("rules")),
        new KeptStreams(generation.collection("streams")),
        new Inboxes(generation.collection("inboxes")));
  }

  /**
   * Keeps the events: first what was recorded, then the entries that follow from it. A crash in between
   * makes the same events come again, and the entries are written whatever is kept already.
   */
  void write(List<RecordedEvent> batch) {
    rules.write(those(batch, AlertRuleEvent.class));
    inboxes.put(alerts.write(those(batch, AlertEvent.class)));
  }

  private static List<RecordedEvent> those(
      List<RecordedEvent> batch, Class<? extends DomainEvent> family) {
    return batch.stream().filter(event -> family.isInstance(event.payload())).toList();
  }
}
