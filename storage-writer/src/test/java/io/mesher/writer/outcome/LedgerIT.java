package io.mesher.writer.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.store.Writers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LedgerIT {
  private static final Writers WRITERS = new Writers(1);
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final UUID project = UUID.randomUUID();
  private final Ledger ledger = new Ledger(WRITERS.database(), Clock.fixed(NOON, ZoneOffset.UTC));

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void aReportIsCountedOnceHoweverOftenItComes() {
    var report =
        new OutcomeReport(
            UUID.randomUUID(),
            1,
            project,
            NOON,
            List.of(
                new OutcomeReport.Count("limited", "rate", "error", 5),
                new OutcomeReport.Count("client_discard", "queue", "session", 2)));

    ledger.record(List.of(report, report), List.of(), 0);
    ledger.record(List.of(report), List.of(), 1);

    assertThat(count("limited", "error")).isEqualTo(5);
    assertThat(count("client_discard", "session")).isEqualTo(2);
  }

  @Test
  void aRecordThatDiesTwiceByRedeliveryIsOneDeath() {
    var topic = "t-" + project;
    var death =
        new Death(project, new DeadEvent(topic, 1, 42, "event-processor", "unreadable", NOON));
    var again =
        new Death(
            project,
            new DeadEvent(topic, 1, 42, "event-processor", "unreadable", NOON.plusSeconds(5)));

    ledger.record(List.of(), List.of(death), 0);
    ledger.record(List.of(), List.of(again, death), 0);

    assertThat(count("dead", "error")).isEqualTo(1);
  }

  @Test
  void aGapIsCountedOnce() {
    var gap = new Gap("t-" + project, 3, 100, 150);

    ledger.lost(List.of(gap));
    ledger.lost(List.of(gap));

    assertThat(
            TestDatabase.query(
                "SELECT sum(count)::bigint AS n FROM outcomes WHERE outcome = 'lost' AND reason = ?",
                "t-" + project))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("n", 50L));
  }

  private long count(String outcome, String category) {
    return TestDatabase.query(
            "SELECT count FROM outcomes WHERE project_id = ? AND outcome = ? AND category = ?",
            project,
            outcome,
            category)
        .stream()
        .mapToLong(row -> row.get("count") instanceof Long count ? count : 0)
        .sum();
  }
}
