package dev.quotaledger.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one kind of aggregate, each folded up to its last event. Every time, the store is
 * asked for that event's number, and only what is new since the last time is read.
 *
 * <p>A state that others see is never changed again: newer events go into a copy of it. It holds
 * what is committed and nothing else. What the current unit of work has recorded and not committed
 * goes into a copy that lives and dies with it.
 *
 * @param <S> the state
 */
final class FoldedStreams<S> {

  /** A stream up to and with the event of this number; -1 before the first. */
  private record Folded<S>(S state, long version) {}

  private final EventStore eventStore;
  private final Supplier<S> empty;
  private final UnaryOperator<S> copy;
  private final BiFunction<S, Object, S> evolve;
  private final Cache<String, Folded<S>> committed;

  /**
   * How the events are folded.
   *
   * @param copy the same state in an object of its own; the same object where it cannot change
   * @param evolve the state after an event; it may change and return the one given
   * @param cachedStreams how many streams stay in memory; positive
   */
  FoldedStreams(
      EventStore eventStore,
      Supplier<S> empty,
      UnaryOperator<S> copy,
      BiFunction<S, Object, S> evolve,
      int cachedStreams) {
    this.eventStore = eventStore;
    this.empty = empty;
    this.copy = copy;
    this.evolve = evolve;
    this.committed = Caffeine.newBuilder().maximumSize(cachedStreams).build();
  }

  /** The stream's state, with what the current unit of work has recorded; empty without an event. */
  Optional<S> state(String id) {
    return eventStore.lastSequenceNumberFor(id).map(version -> state(id, version));
  }

  private S state(String id, long version) {
    Folded<S> known = committed.getIfPresent(id);
    if (known == null || known.version() < version) {
      Folded<S> own = ofThisUnit(id);
      known = own != null && own.version() == version ? own : read(id, version);
    }
    return known.state();
  }

  private Folded<S> read(String id, long version) {
    Folded<S> newest = readCommitted(id);
    return newest.version() >= version ? newest : readUncommitted(id, newest);
  }

  private Folded<S> readCommitted(String id) {
    Folded<S> known = committed.getIfPresent(id);
    Folded<S> base = known == null ? new Folded<>(empty.get(), -1) : copied(known);
    UnitOfWork<?> nothingRecorded = new DefaultUnitOfWork<Message<?>>(null);
    CurrentUnitOfWork.set(nothingRecorded);
    Folded<S> newest;
    try {
      newest = readOn(id, base);
    } finally {
      CurrentUnitOfWork.clear(nothingRecorded);
    }
    return isAppending()
        ? newest
        : committed.asMap().merge(id, newest, (a, b) -> a.version() > b.version() ? a : b);
  }

  /** From then on the store answers with what may yet be rolled back. */
  private static boolean isAppending() {
    return CurrentUnitOfWork.isStarted()
        && CurrentUnitOfWork.get().root().phase() != UnitOfWork.Phase.STARTED;
  }

  private Folded<S> readUncommitted(String id, Folded<S> newest) {
    UnitOfWork<?> unit = CurrentUnitOfWork.get();
    Folded<S> own = ofThisUnit(id);
    Folded<S> read =
        readOn(id, own == null || own.version() < newest.version() ? copied(newest) : own);
    unit.root().resources().put(resource(id), read);
    unit.onRollback(_ -> unit.root().resources().remove(resource(id)));
    return read;
  }

  private @Nullable Folded<S> ofThisUnit(String id) {
    return CurrentUnitOfWork.isStarted()
        ? CurrentUnitOfWork.get().root().getResource(resource(id))
        : null;
  }

  private static String resource(String id) {
    return FoldedStreams.class.getName() + "/" + id;
  }

  private Folded<S> copied(Folded<S> folded) {
    return new Folded<>(copy.apply(folded.state()), folded.version());
  }

  private Folded<S> readOn(String id, Folded<S> base) {
    S state = base.state();
    long version = base.version();
    var events = eventStore.readEvents(id, version + 1);
    while (events.hasNext()) {
      DomainEventMessage<?> event = events.next();
      state = evolve.apply(state, event.getPayload());
      version = event.getSequenceNumber();
    }
    return new Folded<>(state, version);
  }
}
