package io.mesher.writer.store;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.GenericPlan;
import io.mesher.writer.outbox.IssueNotices;
import io.mesher.writer.outcome.OutcomeRows;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each statement of a batch can be run without reading events, ids, hashes or issues whole. */
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
  void noStatementOfABatchMustReadATableFromEndToEnd(String sql) {
    assertThat(GenericPlan.of(sql)).isNotEmpty().doesNotContain("Seq Scan");
  }
}
