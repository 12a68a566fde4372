package io.mesher.writer.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.store.Writers;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tables of days as they are made. */
class PartitionsIT {
  private static final Writers WRITERS = new Writers(1);
  private static final LocalDate DAY = LocalDate.of(2009, 2, 3);

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void aDaysTableKeepsNoStatisticsOfWhatIsOnlySearched() {
    new Partitions(WRITERS.database()).ensure(DAY);

    assertThat(withoutStatistics("events_20090203"))
        .contains("tags", "message", "payload")
        .doesNotContain("received_at", "project_id", "issue_id");
    assertThat(withoutStatistics("events_20090203_array_event_words_tags_idx"))
        .contains("array", "event_words");
  }

  private static String withoutStatistics(String relation) {
    return String.valueOf(
        TestDatabase.query(
                "SELECT string_agg(attname, ' ') AS names FROM pg_attribute"
                    + " WHERE attrelid = ?::regclass AND attstattarget = 0",
                relation)
            .getFirst()
            .get("names"));
  }
}
