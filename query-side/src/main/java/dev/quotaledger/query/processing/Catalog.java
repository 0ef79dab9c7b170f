package dev.quotaledger.query.processing;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.processing.Build.State;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which generations of the read models there are, in one document a model that all instances share.
 * Every change is a compare-and-set, so that of two instances only one makes it.
 */
final class Catalog {

  private static final String COLLECTION = "generations";
  private static final String LAST = "last";
  private static final String BUILDS = "builds";

  private final MongoDatabase database;
  private final VersionedDocuments documents;
  private final Clock clock;

  Catalog(MongoDatabase database, Clock clock) {
    this.database = database;
    this.documents = new VersionedDocuments(database.getCollection(COLLECTION));
    this.clock = clock;
  }

  /**
   * What the document of a model says.
   *
   * @param last the highest number so far; none is used twice, since an instance that was asleep
   *     may still write to a generation that is gone
   */
  private record Entry(int last, List<Build> builds) {

    Optional<Build> building() {
      return builds.stream().filter(build -> build.state() == State.BUILDING).findFirst();
    }

    Entry with(Build build) {
      return new Entry(
          build.generation().number(),
          Stream.concat(builds.stream(), Stream.of(build)).toList());
    }

    Entry each(UnaryOperator<Build> change) {
      return new Entry(last, builds.stream().map(change).toList());
    }
  }

  /** The generations of the models, those of a model oldest first. */
  List<Build> builds(Collection<String> models) {
    return documents.byIds(models).entrySet().stream()
        .flatMap(each -> entry(each.getKey(), each.getValue()).builds().stream())
        .toList();
  }

  /** Makes the first generation of a model that never had one. */
  void ensure(String model) {
    change(model, entry -> entry.last() > 0 ? entry : entry.with(build(model, 1, State.ACTIVE)));
  }

  /** Adds a generation to be built; empty when one is being built already. */
  Optional<Build> start(String model) {
    Entry before = change(
        model,
        entry -> entry.building().isPresent()
            ? entry
            : entry.with(build(model, entry.last() + 1, State.BUILDING)));
    return before.building().isPresent()
        ? Optional.empty()
        : builds(List.of(model)).stream()
            .filter(build -> build.generation().number() == before.last() + 1)
            .findFirst();
  }

  /** Lets a generation that was built take the place of the active one. */
  void activate(Generation generation) {
    change(generation.model(), entry -> {
      boolean built =
          entry.building().map(Build::generation).filter(generation::equals).isPresent();
      return built ? entry.each(build -> replaced(build, generation)) : entry;
    });
  }

  /** Gives up the generation that is being built; false when there is none. */
  boolean cancel(String model) {
    Entry before = change(
        model,
        entry -> entry.each(build -> build.state() == State.BUILDING ? retired(build) : build));
    return before.building().isPresent();
  }

  /** Removes a retired generation from the list. */
  void forget(Generation generation) {
    change(
        generation.model(),
        entry -> new Entry(
            entry.last(),
            entry.builds().stream()
                .filter(build -> build.isRunning() || !build.generation().equals(generation))
                .toList()));
  }

  /** Returns what the entry was before the change. */
  private Entry change(String model, UnaryOperator<Entry> change) {
    AtomicReference<Entry> before = new AtomicReference<>(new Entry(0, List.of()));
    documents.update(List.of(model), (_, document) -> {
      Entry present = entry(model, document);
      before.set(present);
      Entry changed = change.apply(present);
      return changed.equals(present) ? document : document(changed);
    });
    return before.get();
  }

  private Build replaced(Build build, Generation by) {
    if (build.generation().equals(by)) {
      return new Build(by, State.ACTIVE, build.startedAt(), now(), null);
    }
    return build.isRunning() ? retired(build) : build;
  }

  private Build retired(Build build) {
    return new Build(
        build.generation(), State.RETIRED, build.startedAt(), build.activeSince(), now());
  }

  private Build build(String model, int number, State state) {
    Instant now = now();
    return new Build(
        new Generation(database, model, number),
        state,
        now,
        state == State.ACTIVE ? now : null,
        null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS); // as precise as a stored date
  }

  private Entry entry(String model, @Nullable Document document) {
    return document == null
        ? new Entry(0, List.of())
        : new Entry(
            document.getInteger(LAST),
            document.getList(BUILDS, Document.class).stream()
                .map(build -> build(model, build))
                .toList());
  }

  private Build build(String model, Document document) {
    return new Build(
        new Generation(database, model, document.getInteger("number")),
        State.valueOf(document.getString("state")),
        document.getDate("startedAt").toInstant(),
        instant(document.getDate("activeSince")),
        instant(document.getDate("retiredAt")));
  }

  private static Document document(Entry entry) {
    List<Document> builds = new ArrayList<>();
    for (Build build : entry.builds()) {
      builds.add(new Document("number", build.generation().number())
          .append("state", build.state().name())
          .append("startedAt", Date.from(build.startedAt()))
          .append("activeSince", date(build.activeSince()))
          .append("retiredAt", date(build.retiredAt())));
    }
    return new Document(LAST, entry.last()).append(BUILDS, builds);
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private static @Nullable Date date(@Nullable Instant instant) {
    return instant == null ? null : Date.from(instant);
  }
}
