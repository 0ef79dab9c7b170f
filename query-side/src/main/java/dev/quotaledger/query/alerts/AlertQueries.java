package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.model.AlertState.Standing;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.alerts.Inboxes.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what is asked about rules and alerts, from the facts of the active generation. */
@Component
class AlertQueries {

  /** How many entries are looked at together; a filter may match none of them. */
  private static final int ENTRIES_AT_ONCE = 500;

  private final ActiveGenerations generations;

  AlertQueries(ActiveGenerations generations) {
    this.generations = generations;
  }

  /** Which alerts are wanted; null for any. */
  record Wanted(
      @Nullable Standing state,
      @Nullable String planId,
      @Nullable String ruleId,
      @Nullable String subject) {

    private boolean includes(Entry entry) {
      return (planId == null || planId.equals(entry.plan()))
          && (ruleId == null || ruleId.equals(entry.rule()))
          && (subject == null || subject.equals(entry.subject()));
    }

    private boolean includes(SeenAlert alert) {
      return state == null || state == alert.state().standing();
    }
  }

  /** An alert in a list. */
  record Listed(String place, SeenAlert alert) {}

  /** Whether answers lack what came after an event that could not be taken in. */
  boolean areStale() {
    return generations.isStale(AlertModel.NAME);
  }

  /** The rules that are enabled, by the order of their ids. */
  List<Rule> rules() {
    return facts().rules().all().stream()
        .flatMap(stream -> Rule.of(stream).stream())
        .sorted(Comparator.comparing(Rule::ruleId))
        .toList();
  }

  /** What is recorded of those of the alerts of which something is. */
  Map<AlertId, List<StoredEvent>> streams(Collection<AlertId> ids) {
    Map<String, List<StoredEvent>> found =
        facts().alerts().find(ids.stream().map(AlertId::toString).toList());
    Map<AlertId, List<StoredEvent>> streams = new HashMap<>();
    for (AlertId id : ids) {
      Optional.ofNullable(found.get(id.toString())).ifPresent(stream -> streams.put(id, stream));
    }
    return streams;
  }

  /** The alert as the view has it; empty where the view has none, or the reader sees none. */
  Optional<SeenAlert> find(AlertId alertId, Reader reader, View view) {
    return Optional.ofNullable(streams(List.of(alertId)).get(alertId))
        .flatMap(stream -> SeenAlert.of(stream, view))
        .filter(alert -> alert.isFor(reader));
  }

  /**
   * Up to so many alerts that a reader sees, those first that were first raised last.
   *
   * @param behind the place from behind which on they are listed; empty for the first
   */
  List<Listed> list(Reader reader, Wanted wanted, View view, String behind, int most) {
    AlertFacts facts = facts();
    List<Listed> found = new ArrayList<>();
    String from = behind;
    while (found.size() < most) {
      List<Entry> entries = entries(facts, reader, from);
      if (entries.isEmpty()) {
        break;
      }
      List<Entry> some = entries.stream().filter(wanted::includes).toList();
      Map<String, List<StoredEvent>> streams =
          facts.alerts().find(some.stream().map(Entry::alert).toList());
      for (Entry entry : some) {
        SeenAlert.of(streams.getOrDefault(entry.alert(), List.of()), view)
            .filter(alert -> alert.isFor(reader) && wanted.includes(alert))
            .ifPresent(alert -> found.add(new Listed(entry.place(), alert)));
      }
      from = entries.getLast().place();
    }
    return List.copyOf(found.subList(0, Math.min(most, found.size())));
  }

  /** The next entries of all inboxes that the reader has, each alert once. */
  private static List<Entry> entries(AlertFacts facts, Reader reader, String behind) {
    return reader.inboxes().stream()
        .flatMap(inbox -> facts.inboxes().list(inbox, behind, ENTRIES_AT_ONCE).stream())
        .distinct()
        .sorted(Comparator.comparing(Entry::place))
        .limit(ENTRIES_AT_ONCE)
        .toList();
  }

  private AlertFacts facts() {
    return AlertFacts.of(generations.active(AlertModel.NAME));
  }
}
