package dev.quotaledger.standalone.bench;

import dev.quotaledger.runtime.RuntimeConfiguration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The event database of a data directory, as the program opens it, for bare statements. */
final class Ledger implements AutoCloseable {

  private static final String COPIED =
      "type, metaData, payload, payloadRevision, payloadType, timeStamp";
  private static final int COPIED_COUNT = 6;
  private static final String INSERT = "INSERT INTO DomainEventEntry (aggregateIdentifier,"
      + " sequenceNumber, eventIdentifier, " + COPIED + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final ConfigurableApplicationContext context;
  private final DataSource database;

  private Ledger(Path dataDir) {
    context = new SpringApplicationBuilder(RuntimeConfiguration.class)
        .web(WebApplicationType.NONE)
        .properties("logging.level.root=WARN")
        .run("--quotaledger.data-dir=" + dataDir);
    database = context.getBean(DataSource.class);
  }

  static Ledger open(Path dataDir) {
    return new Ledger(dataDir);
  }

  /** What an event has in the columns {@link #COPIED}, in their order. */
  record Row(List<@Nullable Object> values) {}

  /** Some of the last events. */
  List<Row> last(int count) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT " + COPIED
            + " FROM DomainEventEntry ORDER BY globalIndex DESC LIMIT " + count);
        ResultSet found = select.executeQuery()) {
      while (found.next()) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 1; column <= COPIED_COUNT; column++) {
          values.add(found.getObject(column));
        }
        rows.add(new Row(values));
      }
    }
    return rows;
  }

  /** Inserts the payloads again and again, each in a transaction of its own; returns rows a second. */
  double insertsPerSecond(List<Row> rows, int connections, Duration duration) throws Exception {
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    long inserted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int offset = i;
        running.add(threads.submit(() -> insert(rows, offset, end)));
      }
      for (Future<Long> each : running) {
        inserted += each.get();
      }
    }
    return inserted / ((System.nanoTime() - start) / 1e9);
  }

  private long insert(List<Row> rows, int offset, long end) throws SQLException {
    long inserted = 0;
    while (System.nanoTime() < end) {
      Row row = rows.get((int) ((offset + inserted * 31) % rows.size()));
      try (Connection connection = database.getConnection();
          PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setString(1, "deal-" + UUID.randomUUID());
        insert.setLong(2, 0);
        insert.setString(3, UUID.randomUUID().toString());
        for (int column = 0; column < COPIED_COUNT; column++) {
          insert.setObject(column + 4, row.values().get(column));
        }
        insert.executeUpdate();
        inserted++;
      }
    }
    return inserted;
  }

  @Override
  public void close() {
    context.close();
  }
}
