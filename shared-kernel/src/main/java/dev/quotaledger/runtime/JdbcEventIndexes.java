package dev.quotaledger.runtime;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks the indexes up in the table of events, with one statement for all of them. */
final class JdbcEventIndexes implements EventIndexes {

  private static final String ONE_AGGREGATE = "SELECT globalIndex FROM DomainEventEntry"
      + " WHERE aggregateIdentifier = ? AND sequenceNumber BETWEEN ? AND ?";

  private final JdbcClient database;

  JdbcEventIndexes(DataSource dataSource) {
    database = JdbcClient.create(dataSource);
  }

  @Override
  public SortedSet<Long> of(Collection<Committed> events) {
    if (events.isEmpty()) {
      return Collections.emptySortedSet();
    }
    String sql = String.join(" UNION ALL ", Collections.nCopies(events.size(), ONE_AGGREGATE));
    List<Object> parameters = events.stream()
        .<Object>mapMulti((run, next) -> {
          next.accept(run.aggregateId());
          next.accept(run.first());
          next.accept(run.last());
        })
        .toList();
    SortedSet<Long> indexes =
        new TreeSet<>(database.sql(sql).params(parameters).query(Long.class).list());
    long expected = events.stream().mapToLong(Committed::count).sum();
    if (indexes.size() != expected) {
      throw new IllegalStateException(
          "The store has %d of the %d events %s.".formatted(indexes.size(), expected, events));
    }
    return indexes;
  }

  @Override
  public boolean anyAt(Collection<Long> indexes) {
    if (indexes.isEmpty()) {
      return false;
    }
    String listed = indexes.stream().map(String::valueOf).collect(Collectors.joining(","));
    String sql = "SELECT COUNT(*) FROM DomainEventEntry WHERE globalIndex IN (" + listed + ")";
    return database.sql(sql).query(Long.class).single() > 0;
  }
}
