package dev.quotaledger.query.pipeline;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What was said of how periods will end: of each subject in each period in a document, of at most 1,000
 * events, and beside them for each period of a plan the subjects of which there is one. A crash between
 * the two makes the same events come again, and subjects are named whatever the documents know.
 */
final class Calls {

  private static final String EVENTS = "events";
  private static final String SUBJECTS = "subjects";
  private static final PackedFacts<StoredEvent> PACKED =
      new PackedFacts<>(FactJson.PACKED, StoredEvent.class);
  private static final PackedFacts<Subject> PACKED_SUBJECTS =
      new PackedFacts<>(FactJson.PACKED, Subject.class);

  private final VersionedDocuments events;
  private final VersionedDocuments subjects;

  Calls(MongoCollection<Document> events, MongoCollection<Document> subjects) {
    this.events = new VersionedDocuments(events);
    this.subjects = new VersionedDocuments(subjects);
  }

  /** Takes the events in, but for those that are taken in already. */
  void write(List<RecordedEvent> batch) {
    if (batch.isEmpty()) {
      return;
    }
    Map<String, List<RecordedEvent>> byCall =
        batch.stream().collect(groupingBy(event -> callOf(event).text()));
    events.update(
        byCall.keySet(), (id, document) -> with(document, byCall.getOrDefault(id, List.of())));
    Map<String, Set<Subject>> byPeriod = new HashMap<>();
    batch.forEach(event -> byPeriod
        .computeIfAbsent(period(callOf(event)), _ -> new HashSet<>())
        .add(callOf(event).subject()));
    subjects.update(byPeriod.keySet(), (period, document) -> {
      SortedSet<Subject> known = new TreeSet<>(PACKED_SUBJECTS.unpack(document, SUBJECTS));
      return known.addAll(byPeriod.getOrDefault(period, Set.of())) || document == null
          ? new Document(SUBJECTS, PACKED_SUBJECTS.pack(List.copyOf(known)))
          : document;
    });
  }

  /** Everything that was said of the periods about these subjects, in no order. */
  List<StoredEvent> read(PlanId planId, Collection<PeriodId> periods, Predicate<Subject> about) {
    Map<String, PeriodId> byId = periods.stream()
        .collect(Collectors.toMap(period -> period(planId, period), period -> period));
    List<String> calls = new ArrayList<>();
    subjects
        .byIds(byId.keySet())
        .forEach((id, document) -> PACKED_SUBJECTS.unpack(document, SUBJECTS).stream()
            .filter(about)
            .map(subject ->
                new ForecastCallId(planId, Objects.requireNonNull(byId.get(id)), subject).text())
            .forEach(calls::add));
    return events.byIds(calls).values().stream()
        .flatMap(document -> PACKED.unpack(document, EVENTS).stream())
        .toList();
  }

  private static Document with(@Nullable Document document, List<RecordedEvent> batch) {
    List<StoredEvent> stored = new ArrayList<>(PACKED.unpack(document, EVENTS));
    int before = stored.size();
    for (RecordedEvent event : batch) {
      if (event.sequence() > stored.size()) {
        throw new IllegalStateException("%s: event %d follows event %d"
            .formatted(event.aggregateId(), event.sequence(), stored.size() - 1));
      }
      if (event.sequence() == stored.size()) {
        stored.add(event.stored());
      }
    }
    return document != null && stored.size() == before
        ? document
        : new Document(EVENTS, PACKED.pack(stored));
  }

  private static ForecastCallId callOf(RecordedEvent event) {
    return ((ForecastCallEvent) event.payload()).callId();
  }

  private static String period(ForecastCallId call) {
    return period(call.planId(), call.periodId());
  }

  private static String period(PlanId planId, PeriodId periodId) {
    return planId.value() + "/" + periodId.value();
  }
}
