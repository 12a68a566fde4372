package io.mesher.writer.outcome;

import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.writer.batch.OutcomeKey;
import io.mesher.writer.database.Database;
import io.mesher.writer.database.DatabaseException;
import io.mesher.writer.database.Transaction;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what never became a row. Each thing has a key in the database, so each counts once. */
@ApplicationScoped
public class Ledger {
  static final String REPORTS =
      """
      INSERT INTO outcome_reports (instance, sequence)
      SELECT DISTINCT * FROM unnest($1::uuid[], $2::bigint[]) ORDER BY 1, 2
      ON CONFLICT DO NOTHING RETURNING instance, sequence\
      """;

  static final String DEATHS =
      """
      INSERT INTO dead_letters (topic, partition, record_offset, project_id, stage, reason, died_at)
      SELECT DISTINCT ON (1, 2, 3) *
      FROM unnest($1::text[], $2::int[], $3::bigint[], $4::uuid[], $5::text[], $6::text[],
                  $7::timestamptz[])
      ORDER BY 1, 2, 3
      ON CONFLICT DO NOTHING RETURNING project_id, stage, died_at\
      """;

  static final String GAPS =
      """
      INSERT INTO lost_ranges (topic, partition, from_offset, to_offset)
      SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[]) ORDER BY 1, 2, 3
      ON CONFLICT DO NOTHING RETURNING topic, to_offset - from_offset\
      """;

  private final Database database;
  private final Clock clock;

  public Ledger(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Counts what has not been counted yet.
   *
   * @throws DatabaseException when nothing was counted, or it is not known whether it was
   */
  public void record(List<OutcomeReport> reports, List<Death> deaths, int shard) {
    if (reports.isEmpty() && deaths.isEmpty()) {
      return;
    }
    try (var transaction = database.begin()) {
      var outcomes = new HashMap<OutcomeKey, Long>();
      countReports(transaction, reports, outcomes);
      countDeaths(transaction, deaths, outcomes);
      OutcomeRows.add(transaction, outcomes, shard);
      transaction.commit();
    }
  }

  /**
   * Counts what was lost.
   *
   * @throws DatabaseException as {@link #record}
   */
  public void lost(List<Gap> gaps) {
    try (var transaction = database.begin()) {
      var found =
          transaction.send(
              GAPS,
              gaps.stream().map(Gap::topic).toArray(String[]::new),
              gaps.stream().map(Gap::partition).toArray(Integer[]::new),
              gaps.stream().map(Gap::from).toArray(Long[]::new),
              gaps.stream().map(Gap::to).toArray(Long[]::new));
      var outcomes = new HashMap<OutcomeKey, Long>();
      for (Row row : found.rows()) {
        var key = OutcomeKey.of(OutcomeReport.NOBODY, clock.instant(), "lost", row.getString(0));
        outcomes.merge(key, row.getLong(1), Long::sum);
      }
      OutcomeRows.add(transaction, outcomes, 0);
      transaction.commit();
    }
  }

  private static void countReports(
      Transaction transaction, List<OutcomeReport> reports, Map<OutcomeKey, Long> outcomes) {
    if (reports.isEmpty()) {
      return;
    }
    var inserted =
        transaction
            .send(
                REPORTS,
                reports.stream().map(OutcomeReport::instance).toArray(UUID[]::new),
                reports.stream().map(OutcomeReport::sequence).toArray(Long[]::new))
            .rows();
    var fresh = new HashSet<ReportKey>();
    inserted.forEach(row -> fresh.add(new ReportKey(row.getUUID(0), row.getLong(1))));
    for (var report : reports) {
      if (fresh.remove(new ReportKey(report.instance(), report.sequence()))) {
        for (var count : report.counts()) {
          var key =
              new OutcomeKey(
                  report.projectId(),
                  report.at(),
                  count.outcome(),
                  count.reason(),
                  count.category());
          outcomes.merge(key, count.quantity(), Long::sum);
        }
      }
    }
  }

  private static void countDeaths(
      Transaction transaction, List<Death> deaths, Map<OutcomeKey, Long> outcomes) {
    if (deaths.isEmpty()) {
      return;
    }
    var events = deaths.stream().map(Death::event).toList();
    var inserted =
        transaction.send(
            DEATHS,
            events.stream().map(event -> event.topic()).toArray(String[]::new),
            events.stream().map(event -> event.partition()).toArray(Integer[]::new),
            events.stream().map(event -> event.offset()).toArray(Long[]::new),
            deaths.stream().map(Death::projectId).toArray(UUID[]::new),
            events.stream().map(event -> event.stage()).toArray(String[]::new),
            events.stream().map(event -> event.reason()).toArray(String[]::new),
            events.stream()
                .map(event -> event.diedAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
    for (Row row : inserted.rows()) {
      var at = row.get(OffsetDateTime.class, 2).toInstant();
      var key = OutcomeKey.of(project(row.getUUID(0)), at, "dead", row.getString(1));
      outcomes.merge(key, 1L, Long::sum);
    }
  }

  private static UUID project(@Nullable UUID known) {
    return known == null ? OutcomeReport.NOBODY : known;
  }

  private record ReportKey(UUID instance, long sequence) {}
}
