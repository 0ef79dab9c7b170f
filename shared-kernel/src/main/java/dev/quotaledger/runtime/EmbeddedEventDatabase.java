package dev.quotaledger.runtime;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The event database in files of this process: HSQLDB with row versions, tables on disk and every
 * commit forced to disk before it is acknowledged.
 */
final class EmbeddedEventDatabase extends HikariDataSource implements CopiedWhileRunning {

  /** HSQLDB's own lock file waits for a heartbeat after a crash; {@link DataDirectory} does not. */
  private static final String SETTINGS =
      ";hsqldb.tx=mvcc;hsqldb.write_delay=false;hsqldb.lock_file=false";

  private static final String DIRECTORY = "events";
  private static final String NAME = "ledger";

  private static final int CONNECTIONS = 16;

  private EmbeddedEventDatabase() {}

  static EmbeddedEventDatabase in(Path directory) {
    EmbeddedEventDatabase database = new EmbeddedEventDatabase();
    database.setPoolName("events");
    database.setJdbcUrl(
        "jdbc:hsqldb:file:" + directory.resolve(DIRECTORY).resolve(NAME) + SETTINGS);
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

  /** Waits until no transaction is open, and lets none begin before it is done. */
  @Override
  public void copyTo(Path directory) {
    Path target = directory.resolve(DIRECTORY);
    try {
      Files.createDirectories(target);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot create " + target, e);
    }
    String quoted = target.toAbsolutePath().toString().replace("'", "''");
    run("BACKUP DATABASE TO '" + quoted + "/' BLOCKING AS FILES");
  }

  @Override
  public void close() {
    if (!isClosed()) {
      run("SHUTDOWN");
    }
    super.close();
  }
}
