package dev.quotaledger.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the most recently used aggregates in memory, and uses one only after the store has confirmed
 * that nobody has appended to it since. So two instances on one store never decide on an old state:
 * not even a refusal, or that there is nothing to do, which no append would ever correct.
 *
 * <p>A refusal leaves the aggregate in the cache; only a unit of work that is rolled back after the
 * aggregate has changed takes it out.
 */
final class CheckedCacheRepository<T> extends EventSourcingRepository<T> {

  private final EventStore eventStore;
  private final Cache<String, EventSourcedAggregate<T>> cache;

  CheckedCacheRepository(Builder<T> builder, EventStore eventStore, int cachedInstances) {
    super(builder);
    this.eventStore = eventStore;
    this.cache = Caffeine.newBuilder().maximumSize(cachedInstances).build();
  }

  @Override
  protected EventSourcedAggregate<T> doLoadWithLock(String id, @Nullable Long expectedVersion) {
    EventSourcedAggregate<T> aggregate = cache.getIfPresent(id);
    if (aggregate == null || !isCurrent(aggregate, id)) {
      aggregate = super.doLoadWithLock(id, expectedVersion);
      cache.put(id, aggregate);
    }
    if (aggregate.isDeleted()) {
      throw new AggregateDeletedException(id);
    }
    evictIfChangedInVain(aggregate, id);
    return aggregate;
  }

  private boolean isCurrent(EventSourcedAggregate<T> aggregate, String id) {
    return Objects.equals(
        aggregate.version(), eventStore.lastSequenceNumberFor(id).orElse(null));
  }

  private void evictIfChangedInVain(EventSourcedAggregate<T> aggregate, String id) {
    Long loaded = aggregate.version();
    CurrentUnitOfWork.get().onRollback(_ -> {
      if (!Objects.equals(loaded, aggregate.version())) {
        cache.invalidate(id);
      }
    });
  }

  @Override
  protected void doSaveWithLock(EventSourcedAggregate<T> aggregate) {
    super.doSaveWithLock(aggregate);
    String id = aggregate.identifierAsString();
    cache.put(id, aggregate);
    CurrentUnitOfWork.get().onRollback(_ -> cache.invalidate(id));
  }

  @Override
  protected void doDeleteWithLock(EventSourcedAggregate<T> aggregate) {
    super.doDeleteWithLock(aggregate);
    cache.invalidate(aggregate.identifierAsString());
  }
}
