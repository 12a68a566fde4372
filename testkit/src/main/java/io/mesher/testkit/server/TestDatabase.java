package io.mesher.testkit.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Looking into, and preparing, the shared database from a test. */
public final class TestDatabase {
  private TestDatabase() {}

  /** A new connection; the caller closes it. */
  public static Connection connect() {
    try {
      return dataSource().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes connections. */
  public static DataSource dataSource() {
    var environment = SharedServers.environment();
    // Not the driver manager: it knows the driver of the class loader that was first, and a Quarkus
    // test has several.
    var database = new PGSimpleDataSource();
    database.setURL(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                environment.get("MESHER_DATABASE_HOST"),
                environment.get("MESHER_DATABASE_PORT"),
                environment.get("MESHER_DATABASE_NAME")));
    database.setUser(environment.get("MESHER_DATABASE_USER"));
    database.setPassword(environment.get("MESHER_DATABASE_PASSWORD"));
    return database;
  }

  /** Runs a statement with {@code ?} parameters; how many rows it changed. */
  public static int execute(String sql, @Nullable Object... parameters) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query with {@code ?} parameters, by column name. */
  public static List<Map<String, @Nullable Object>> query(
      String sql, @Nullable Object... parameters) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var result = statement.executeQuery()) {
        var columns = result.getMetaData();
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        while (result.next()) {
          var row = new LinkedHashMap<String, @Nullable Object>();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), result.getObject(i));
          }
          rows.add(row);
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
