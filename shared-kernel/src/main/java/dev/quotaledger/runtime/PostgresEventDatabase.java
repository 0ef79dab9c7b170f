package dev.quotaledger.runtime;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** The event database in PostgreSQL, where {@code spring.datasource} says. */
final class PostgresEventDatabase {

  private PostgresEventDatabase() {}

  static HikariDataSource at(DataSourceProperties properties) {
    String url = properties.getUrl();
    if (url == null || !url.startsWith("jdbc:postgresql:")) {
      throw new StartupRefused(
          "quotaledger.event-store is postgres, but spring.datasource.url names no PostgreSQL.",
          "Set spring.datasource.url, for example to jdbc:postgresql://localhost/quotaledger.");
    }
    HikariDataSource database =
        properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    database.setPoolName("events");
    database.addDataSourceProperty("reWriteBatchedInserts", "true");
    // The server ends what a process that hangs has left open, long before its gap is forgotten.
    database.setConnectionInitSql("SET idle_in_transaction_session_timeout = '60s'");
    return database;
  }
}
