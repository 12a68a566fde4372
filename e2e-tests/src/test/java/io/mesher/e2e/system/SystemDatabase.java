package io.mesher.e2e.system;

import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What PostgreSQL holds, without the API in between. */
public record SystemDatabase(StackSettings system) {

  /** The first column, a row each; the id stands for the statement's question mark. */
  public List<String> query(String sql, String id) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(id));
      var values = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes rows, as the passing of time would; how many. */
  public int update(String sql, String id) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(id));
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(system.ports().of(Port.POSTGRES), EmbeddedPostgresql.DATABASE),
        EmbeddedPostgresql.USER,
        EmbeddedPostgresql.PASSWORD);
  }
}
