package dev.quotaledger.runtime;

import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** How an aggregate is kept: event sourced, with snapshots and a bounded cache. */
public final class CachedAggregates {

  private CachedAggregates() {}

  /**
   * The configuration of one aggregate, for {@link
   * org.axonframework.config.Configurer#configureAggregate}.
   *
   * @param type the aggregate's class
   * @param cachedInstances how many of its instances stay in memory between commands; positive
   * @param eventsPerSnapshot after how many events since the last one a snapshot is taken; positive
   * @throws MissingRevision when the class does not state its revision, which its snapshots need
   */
  public static <A> AggregateConfigurer<A> of(
      Class<A> type, int cachedInstances, int eventsPerSnapshot) {
    new Revisions().require(type);
    return AggregateConfigurer.defaultConfiguration(type)
        .configureRepository(axon -> repository(axon, type, cachedInstances, eventsPerSnapshot));
  }

  private static <A> Repository<A> repository(
      Configuration axon, Class<A> type, int cachedInstances, int eventsPerSnapshot) {
    AggregateModel<A> model = AnnotatedAggregateMetaModelFactory.inspectAggregate(
        type, axon.parameterResolverFactory(), axon.handlerDefinition(type));
    return new CheckedCacheRepository<>(
        EventSourcingRepository.builder(type)
            .aggregateModel(model)
            .aggregateFactory(new GenericAggregateFactory<>(model))
            .lockFactory(PessimisticLockFactory.usingDefaults())
            .eventStore(axon.eventStore())
            .snapshotTriggerDefinition(
                new EventCountSnapshotTriggerDefinition(axon.snapshotter(), eventsPerSnapshot))
            .repositoryProvider(axon::repository),
        axon.eventStore(),
        cachedInstances);
  }
}
