package io.mesher.writer.store;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an issue has by the thousand goes with it, though no foreign key says so. */
class IssueRemovalIT {
  private static final List<String> TOTALS =
      List.of("tag_rollups", "issue_users", "issue_rollups_hour");

  private static Writers writers;

  private final TestProject project = TestProject.create();

  @BeforeAll
  static void start() {
    writers = new Writers(1);
  }

  @AfterAll
  static void stop() {
    writers.close();
  }

  @Test
  void anIssueTakesItsTotalsWithItAndLeavesThoseOfOthers() {
    var gone = issueOf(event("gone"));
    var stays = issueOf(event("stays"));

    TestDatabase.execute("DELETE FROM issues WHERE id = ?", gone);

    assertThat(tablesThatKnow(gone)).isEmpty();
    assertThat(tablesThatKnow(stays)).isEqualTo(TOTALS);
  }

  @Test
  void aProjectTakesTheTotalsOfAllItsIssuesWithIt() {
    var one = issueOf(event("one"));
    var two = issueOf(event("two"));

    TestDatabase.execute("DELETE FROM projects WHERE id = ?", project.id());

    assertThat(tablesThatKnow(one)).isEmpty();
    assertThat(tablesThatKnow(two)).isEmpty();
  }

  private GroupedEvent event(String hash) {
    return anEvent(project.id())
        .hashed(hash)
        .ofUser("id:1")
        .withTags(Map.of("browser", "Firefox"))
        .build();
  }

  private static UUID issueOf(GroupedEvent event) {
    return writers.store(event).summaries().getFirst().issueId();
  }

  private static List<String> tablesThatKnow(UUID issue) {
    var tables = new ArrayList<String>();
    for (var table : TOTALS) {
      if (!TestDatabase.query("SELECT FROM " + table + " WHERE issue_id = ?", issue).isEmpty()) {
        tables.add(table);
      }
    }
    return tables;
  }
}
