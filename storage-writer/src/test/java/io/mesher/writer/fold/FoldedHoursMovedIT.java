package io.mesher.writer.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.schema.Migrations;
import io.mesher.testkit.server.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What a version before had in one table is in two after its upgrade, and counts the same. */
class FoldedHoursMovedIT {
  private static final String SCHEMA = "folded_hours_moved";

  @Test
  void foldedHoursAndCountersAreKeptApart() throws SQLException {
    migrate("60");
    try (var connection = TestDatabase.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET search_path = " + SCHEMA);
      statement.execute(
          """
          INSERT INTO issue_rollups_hour (issue_id, bucket, shard, project_id, count)
          SELECT '00000000-0000-4000-8000-000000000001', hour::timestamptz, shard,
            '00000000-0000-4000-8000-000000000002', count
          FROM (VALUES ('2003-01-01 10:00+00', -1, 5), ('2003-01-01 11:00+00', -1, 6),
                       ('2003-01-01 11:00+00', 0, 2), ('2003-01-01 11:00+00', 3, 1))
               AS before (hour, shard, count)""");

      migrate("61");

      assertThat(numbers(statement, "SELECT count FROM issue_rollups_folded ORDER BY bucket"))
          .containsExactly(5L, 6L);
      assertThat(numbers(statement, "SELECT count FROM issue_rollups_hour ORDER BY shard"))
          .containsExactly(2L, 1L);
      statement.execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
  }

  private static List<Long> numbers(Statement statement, String sql) throws SQLException {
    var numbers = new ArrayList<Long>();
    try (var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers;
  }

  private static void migrate(String version) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(TestDatabase.dataSource())
        .locations("classpath:db/migration")
        .schemas(SCHEMA)
        .target(version)
        .load()
        .migrate();
  }
}
