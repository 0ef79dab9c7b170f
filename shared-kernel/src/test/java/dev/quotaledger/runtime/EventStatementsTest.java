package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.JdbcEventStorageEngineStatements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStatementsTest {

  private static final int EVENTS = 300;

  abstract static class OnAnyDatabase {

    private final EventSchema schema = new EventSchema();
    private TestRuntime runtime;

    abstract TestRuntime start();

    /** The plan of a statement, in the database's own words. */
    abstract String explained(Connection connection, String sql) throws SQLException;

    /** What the database's plans say where they read all events. */
    abstract Pattern scan();

    /** What they say where the index gives the order, so that the first row is the only one read. */
    abstract Pattern orderOfTheIndex();

    @BeforeEach
    void open() {
      runtime = start();
      for (int i = 0; i < EVENTS; i++) {
        runtime
            .bean(EventStorageEngine.class)
            .appendEvents(List.of(EventStoreTest.event("led-" + i, 0)));
      }
    }

    @AfterEach
    void close() {
      runtime.close();
    }

    @Test
    void readsWhatAxonsStatementReads() throws SQLException {
      Random random = new Random(20_260_301);
      try (Connection connection = runtime.bean(DataSource.class).getConnection()) {
        for (int round = 0; round < 50; round++) {
          long index = 1L + random.nextInt(EVENTS + 20);
          int batch = 1 + random.nextInt(120);
          List<Long> gaps = random
              .longs(1 + random.nextInt(30), 0, index)
              .distinct()
              .sorted()
              .boxed()
              .toList();
          assertThat(indexes(JdbcEvents.readWithGaps(connection, schema, index, batch, gaps)))
              .as("index %d, batch %d, gaps %s", index, batch, gaps)
              .isEqualTo(indexes(JdbcEventStorageEngineStatements.readEventDataWithGaps(
                  connection, schema, index, batch, gaps)));
        }
      }
    }

    @Test
    void findsEveryRowByTheIndex() throws SQLException {
      List<Long> gaps = LongStream.range(5, 250).boxed().toList();
      try (Connection connection = runtime.bean(DataSource.class).getConnection()) {
        String query =
            JdbcEvents.gapQuery(schema, gaps).replaceFirst("\\?", "251").replaceFirst("\\?", "350");
        assertThat(explained(connection, query)).doesNotContainPattern(scan());
        assertThat(explained(connection, "SELECT * FROM DomainEventEntry WHERE type = 'x'"))
            .as("a statement that has to scan")
            .containsPattern(scan());
      }
    }

    @Test
    void findsTheLastSequenceNumberWithoutReadingThoseBefore() throws SQLException {
      EventStorageEngine engine = runtime.bean(EventStorageEngine.class);
      engine.appendEvents(
          List.of(EventStoreTest.event("led-7", 1), EventStoreTest.event("led-7", 2)));
      assertThat(engine.lastSequenceNumberFor("led-7")).contains(2L);
      assertThat(engine.lastSequenceNumberFor("led-70")).contains(0L);
      assertThat(engine.lastSequenceNumberFor("led-")).isEmpty();

      String query = JdbcEvents.lastSequenceNumberQuery(schema).replaceFirst("\\?", "'led-7'");
      try (Connection connection = runtime.bean(DataSource.class).getConnection()) {
        assertThat(explained(connection, query)).containsPattern(orderOfTheIndex());
        assertThat(explained(connection, query.replace("sequenceNumber DESC", "timeStamp DESC")))
            .as("a statement that has to sort")
            .doesNotContainPattern(orderOfTheIndex());
      }
    }

    private static List<Long> indexes(PreparedStatement statement) throws SQLException {
      List<Long> indexes = new ArrayList<>();
      try (statement;
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          indexes.add(rows.getLong("globalIndex"));
        }
      }
      return indexes;
    }

    static String firstColumn(PreparedStatement statement) throws SQLException {
      StringBuilder lines = new StringBuilder();
      try (statement;
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lines.append(rows.getString(1)).append('\n');
        }
      }
      return lines.toString();
    }
  }

  @Nested
  class Embedded extends OnAnyDatabase {
    @TempDir
    Path dataDir;

    @Override
    TestRuntime start() {
      return TestRuntime.embedded(dataDir);
    }

    @Override
    String explained(Connection connection, String sql) throws SQLException {
      return firstColumn(connection.prepareStatement("EXPLAIN PLAN FOR " + sql));
    }

    @Override
    Pattern scan() {
      return Pattern.compile("table=DOMAINEVENTENTRY\\s+cardinality=\\d+\\s+access=FULL SCAN");
    }

    @Override
    Pattern orderOfTheIndex() {
      return Pattern.compile("uses index");
    }
  }

  @Nested
  class Postgres extends OnAnyDatabase {
    @Override
    TestRuntime start() {
      return TestRuntime.postgres(PostgresServer.shared().newDatabase());
    }

    @Override
    String explained(Connection connection, String sql) throws SQLException {
      // So small a table is scanned unless that is forbidden.
      try (var setting = connection.createStatement()) {
        setting.execute("SET enable_seqscan = off");
      }
      return firstColumn(connection.prepareStatement("EXPLAIN " + sql));
    }

    @Override
    Pattern scan() {
      return Pattern.compile("Seq Scan on domainevententry");
    }

    @Override
    Pattern orderOfTheIndex() {
      return Pattern.compile("Index (Only )?Scan Backward");
    }
  }
}
