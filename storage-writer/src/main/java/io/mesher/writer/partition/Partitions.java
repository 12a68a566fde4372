package io.mesher.writer.partition;

import io.mesher.writer.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The tables of days. A table is made on its own and then attached, as {@code CREATE TABLE …
 * PARTITION OF} would lock out every reader and writer of events; it goes by {@code DETACH …
 * CONCURRENTLY}, for the same reason. There is no default partition: with one, neither would work.
 */
@ApplicationScoped
public class Partitions {
  private static final Logger LOG = Logger.getLogger(Partitions.class);

  /** Held while a day is made, so that of several makers one makes it. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('mesher.partitions', 0))";

  private static final String EXISTS = "SELECT to_regclass($1) IS NOT NULL";

  private static final String ALL =
      """
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'events'::regclass AND NOT i.inhdetachpending ORDER BY c.relname""";

  /** A detachment that was interrupted has to be ended before anything else is detached. */
  private static final String HALF_DETACHED =
      """
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'events'::regclass AND i.inhdetachpending""";

  /** Detached, not dropped yet: named like a day, but nobody's child. */
  private static final String DETACHED =
      """
      SELECT c.relname FROM pg_class c
      WHERE c.relkind = 'r' AND c.relname ~ '^events_[0-9]{8}$'
        AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'events'::regclass)
        AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
      ORDER BY c.relname""";

  private final Database database;

  public Partitions(Database database) {
    this.database = database;
  }

  /** Makes a day's table unless it is there already; whether it did. */
  public boolean ensure(LocalDate day) {
    var table = DayTable.of(day);
    try (var transaction = database.begin()) {
      transaction.send(ONE_AT_A_TIME);
      var exists = transaction.send(EXISTS, table.name());
      if (exists.rows().iterator().next().getBoolean(0)) {
        return false;
      }
      transaction.send("CREATE TABLE %s (LIKE events INCLUDING ALL)".formatted(table.name()));
      transaction.send("SELECT keep_no_search_statistics('%s')".formatted(table.name()));
      transaction.send(
          "ALTER TABLE events ATTACH PARTITION %s FOR VALUES FROM ('%s 00:00:00+00') TO ('%s 00:00:00+00')"
              .formatted(table.name(), day, day.plusDays(1)));
      transaction.commit();
    }
    LOG.infof("made table %s", table.name());
    return true;
  }

  /** The days that have a table, oldest first. */
  public List<DayTable> days() {
    return tables(ALL);
  }

  /**
   * Removes the tables of all days before one.
   *
   * @return how many
   */
  public int dropBefore(LocalDate day) {
    for (var half : tables(HALF_DETACHED)) {
      database.runAlone("ALTER TABLE events DETACH PARTITION %s FINALIZE".formatted(half.name()));
    }
    for (var table : days()) {
      if (table.day().isBefore(day)) {
        database.runAlone(
            "ALTER TABLE events DETACH PARTITION %s CONCURRENTLY".formatted(table.name()));
      }
    }
    int dropped = 0;
    for (var table : tables(DETACHED)) {
      if (table.day().isBefore(day)) {
        database.runAlone("DROP TABLE %s".formatted(table.name()));
        LOG.infof("dropped table %s", table.name());
        dropped++;
      }
    }
    return dropped;
  }

  private List<DayTable> tables(String sql) {
    var tables = new ArrayList<DayTable>();
    database.run(sql).forEach(row -> DayTable.named(row.getString(0)).ifPresent(tables::add));
    return tables;
  }
}
