package dev.quotaledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

  @Test
  void runsARealPostgresWhoeverStartsTheBuild() throws SQLException {
    String first = PostgresServer.shared().newDatabase();
    String second = PostgresServer.shared().newDatabase();
    assertThat(first).isNotEqualTo(second);
    try (var connection = DriverManager.getConnection(first)) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
    }
  }
}
