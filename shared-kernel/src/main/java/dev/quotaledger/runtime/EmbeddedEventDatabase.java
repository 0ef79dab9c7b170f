package dev.quotaledger.runtime;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The event database in files of this process: HSQLDB with row versions, tables on disk and every
 * commit forced to disk before it is acknowledged.
 */
final class EmbeddedEventDatabase extends HikariDataSource {

  /** HSQLDB's own lock file waits for a heartbeat after a crash; {@link DataDirectory} does not. */
  private static final String SETTINGS =
      ";hsqldb.tx=mvcc;hsqldb.write_delay=false;hsqldb.lock_file=false";

  private static final int CONNECTIONS = 16;

  private EmbeddedEventDatabase() {}

  static EmbeddedEventDatabase in(Path directory) {
    EmbeddedEventDatabase database = new EmbeddedEventDatabase();
    database.setPoolName("events");
    database.setJdbcUrl("jdbc:hsqldb:file:" + directory.resolve("events/ledger") + SETTINGS);
    database.setUsername("SA");
    database.setPassword("");
    database.setMaximumPoolSize(CONNECTIONS);
    database.run("SET FILES WRITE DELAY FALSE");
    return database;
  }

  private void run(String statement) {
    try (var connection = getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("The embedded event database refused: " + statement, e);
    }
  }

  @Override
  public void close() {
    if (!isClosed()) {
      run("SHUTDOWN");
    }
    super.close();
  }
}
