package dev.quotaledger.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.JdbcEventStorageEngineStatements;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Axon's JDBC event storage with the bounds and the statements that make it safe and fast here.
 *
 * <p>A reader may pass an index whose transaction has not committed yet; it remembers the gap and
 * looks for it again. That holds as long as every append commits, or is rolled back, well within
 * {@link #GAP_TIMEOUT}: hence the bound of {@link #APPEND_BOUND} on an appending transaction,
 * and a far longer time in which gaps are remembered, so that clocks which differ by minutes do no
 * harm.
 *
 * @param appendBound how long a transaction may take from its first append to its commit
 */
record JdbcEvents(Duration appendBound) {

  static final Duration APPEND_BOUND = Duration.ofSeconds(5);
  static final Duration GAP_TIMEOUT = Duration.ofMinutes(5);

  /** How far behind the newest index a gap is still remembered: 5 s of a very busy import. */
  private static final int GAP_OFFSET = 1_000_000;

  private static final int BATCH = 100;

  EventStorageEngine engine(
      DataSource dataSource,
      TransactionManager transactions,
      Serializer events,
      Serializer snapshots,
      EventUpcaster upcasters) {
    return JdbcEventStorageEngine.builder()
        .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
        .transactionManager(transactions)
        .eventSerializer(events)
        .snapshotSerializer(snapshots)
        .upcasterChain(upcasters)
        .snapshotFilter(new CurrentSnapshots(snapshots))
        .persistenceExceptionResolver(new DuplicateKeys())
        .batchSize(BATCH)
        .finalAggregateBatchPredicate(batch -> batch.size() < BATCH)
        .gapTimeout((int) GAP_TIMEOUT.toMillis())
        .maxGapOffset(GAP_OFFSET)
        .appendEvents(this::append)
        .lastSequenceNumberFor(JdbcEvents::lastSequenceNumber)
        .readEventDataWithGaps(JdbcEvents::readWithGaps)
        .cleanGaps(JdbcEvents::cleanGaps)
        .build();
  }

  private PreparedStatement append(
      Connection connection,
      EventSchema schema,
      Class<?> dataType,
      List<? extends EventMessage<?>> events,
      Serializer serializer,
      TimestampWriter timestamps)
      throws SQLException {
    boundTransaction();
    PreparedStatement statement = JdbcEventStorageEngineStatements.appendEvents(
        connection, schema, dataType, events, serializer, timestamps);
    statement.setQueryTimeout((int) APPEND_BOUND.toSeconds());
    return statement;
  }

  private void boundTransaction() {
    long started = System.nanoTime();
    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
      @Override
      public void beforeCommit(boolean readOnly) {
        if (System.nanoTime() - started > appendBound.toNanos()) {
          throw new AppendTookTooLong(appendBound);
        }
      }
    });
  }

  private static PreparedStatement lastSequenceNumber(
      Connection connection, EventSchema schema, String aggregateId) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(lastSequenceNumberQuery(schema));
    statement.setString(1, aggregateId);
    return statement;
  }

  /**
   * Axon's own statement asks for the maximum, for which HSQLDB reads all events of the aggregate:
   * 3 ms for 10,000 of them, where this takes 5 microseconds. It is asked at every command.
   */
  static String lastSequenceNumberQuery(EventSchema schema) {
    return "SELECT %2$s FROM %3$s WHERE %1$s = ? ORDER BY %1$s DESC, %2$s DESC FETCH FIRST 1 ROW ONLY"
        .formatted(
            schema.aggregateIdentifierColumn(),
            schema.sequenceNumberColumn(),
            schema.domainEventTable());
  }

  static PreparedStatement readWithGaps(
      Connection connection, EventSchema schema, long globalIndex, int batchSize, List<Long> gaps)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(gapQuery(schema, gaps));
    statement.setLong(1, globalIndex + 1);
    statement.setLong(2, globalIndex + batchSize);
    return statement;
  }

  /**
   * Axon's own statement joins the two halves with {@code OR}, for which HSQLDB uses no index: at
   * 400,000 events it takes 2,000 times as long.
   */
  static String gapQuery(EventSchema schema, List<Long> gaps) {
    String index = schema.globalIndexColumn();
    String select = "SELECT %s FROM %s WHERE %s "
        .formatted(schema.trackedEventFields(), schema.domainEventTable(), index);
    return "%1$s BETWEEN ? AND ? UNION ALL %1$s IN (%2$s) ORDER BY %3$s"
        .formatted(select, listed(gaps.stream()), index);
  }

  /**
   * Reads what Axon needs to forget old gaps: the events in and right behind them, in order. Its own
   * statement reads everything from the first gap to the last, in no order.
   */
  private static PreparedStatement cleanGaps(
      Connection connection, EventSchema schema, SortedSet<Long> gaps) throws SQLException {
    String index = schema.globalIndexColumn();
    LongStream gapsAndNeighbours =
        gaps.stream().mapToLong(Long::longValue).flatMap(gap -> LongStream.of(gap, gap + 1));
    return connection.prepareStatement(
        "SELECT %1$s, %2$s FROM %3$s WHERE %1$s IN (%4$s) ORDER BY %1$s"
            .formatted(
                index,
                schema.timestampColumn(),
                schema.domainEventTable(),
                listed(gapsAndNeighbours.distinct().boxed())));
  }

  private static String listed(Stream<Long> indexes) {
    return indexes.map(String::valueOf).collect(Collectors.joining(","));
  }
}
