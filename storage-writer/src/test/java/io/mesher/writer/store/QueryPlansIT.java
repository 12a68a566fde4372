package io.mesher.writer.store;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.outbox.IssueNotices;
import io.mesher.writer.outcome.OutcomeRows;
import java.sql.SQLException;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each statement of a batch can be run without reading events, ids, hashes or issues from end to
 * end. What the planner chooses depends on what the tables hold; that it has the choice does not.
 */
class QueryPlansIT {
  /** A plan over no day at all would read nothing, however bad it is. */
  @BeforeAll
  static void aDayExists() {
    try (var writers = new Writers(1)) {
      writers.store(anEvent(TestProject.create().id()).build());
    }
  }

  static Stream<String> statements() {
    return Stream.of(
        FirstSight.INSERT,
        FirstSight.KNOWN,
        FirstSight.STORED,
        Resends.FIRST,
        GroupHashes.LOCK_KNOWN,
        GroupHashes.INSERT,
        Issues.LOCK,
        Issues.INSERT,
        Issues.RAISE,
        EventRows.INSERT,
        Tags.KEYS,
        Tags.VALUES,
        Tags.ADMIT_KEYS,
        Tags.ADMIT_VALUES,
        Tags.MARK_FULL,
        Tags.COUNT,
        Tags.COUNT_OF_PROJECTS,
        Rollups.MINUTES,
        Rollups.HOURS,
        Rollups.ISSUE_HOURS,
        Rollups.RELEASES,
        IssueNotices.INSERT,
        OutcomeRows.ADD);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void noStatementOfABatchMustReadATableFromEndToEnd(String sql) throws SQLException {
    assertThat(plan(sql)).isNotEmpty().doesNotContain("Seq Scan");
  }

  private static String plan(String sql) throws SQLException {
    try (var connection = TestDatabase.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off");
      statement.execute("SET plan_cache_mode = force_generic_plan");
      statement.execute("PREPARE hot AS " + sql);
      var values = String.join(", ", Collections.nCopies(parameters(sql), "NULL"));
      var plan = new StringBuilder();
      try (var rows = statement.executeQuery("EXPLAIN (COSTS off) EXECUTE hot (" + values + ")")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }

  private static int parameters(String sql) {
    return Pattern.compile("\\$(\\d+)")
        .matcher(sql)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .max()
        .orElseThrow();
  }
}
