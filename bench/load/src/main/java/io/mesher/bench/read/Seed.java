package io.mesher.bench.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * Fills a database as months of use would, by statements of the server itself: nothing is sent to
 * it. A day is a transaction; indexes are built once its rows are there. The first run fills, later
 * ones find what is there.
 *
 * @param events of all days together
 * @param days each with its partition; the last one is today
 */
record Seed(int events, int issues, int days) {
  private static final int AT_ONCE = 2;

  /** Whether a complete seed is there already. */
  static boolean isDone(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var found = statement.executeQuery("SELECT to_regclass('seed.done') IS NOT NULL")) {
      return found.next() && found.getBoolean(1);
    }
  }

  /** Fills; the organisation is the oldest one. */
  void into(DataSource database) throws SQLException {
    run(database, "", script("house.sql"));
    run(database, "", script("alerts.sql"));
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var running = new ArrayList<Future<?>>();
      for (int number = 0; number < days; number++) {
        int day = number;
        running.add(
            threads.submit(
                () -> {
                  day(database, day);
                  return day;
                }));
      }
      for (var day : running) {
        System.out.printf("  day %d of %d%n", (int) day.get() + 1, days);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    run(database, "", script("totals.sql"));
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
      statement.execute("CREATE TABLE seed.done ()");
    }
  }

  private void day(DataSource database, int number) throws SQLException {
    var day = LocalDate.now(ZoneOffset.UTC).minusDays(days - 1L - number);
    var partition = "events_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    var settings =
        ("SET LOCAL seed.day = '%s'; SET LOCAL seed.number = %d; SET LOCAL seed.events = %d;"
                + " SET LOCAL seed.shard = %d; SET LOCAL seed.partition_name = '%s';")
            .formatted(day, number, events / days, number == days - 1 ? 0 : -1, partition);
    var from = day + " 00:00:00+00";
    var to = day.plusDays(1) + " 00:00:00+00";
    if (exists(database, partition)) {
      run(database, settings, script("day.sql"));
    } else {
      run(
          database,
          settings,
          "CREATE TABLE "
              + partition
              + " (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE,"
              + " CONSTRAINT seed_day CHECK (received_at >= '%s' AND received_at < '%s'));%n"
                  .formatted(from, to)
              + script("day.sql"));
      run(
          database,
          "",
          ("ALTER TABLE events ATTACH PARTITION %1$s FOR VALUES FROM ('%2$s') TO ('%3$s');"
                  + "ALTER TABLE %1$s DROP CONSTRAINT seed_day")
              .formatted(partition, from, to));
    }
  }

  private static boolean exists(DataSource database, String table) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      statement.setString(1, table);
      try (var found = statement.executeQuery()) {
        return found.next() && found.getBoolean(1);
      }
    }
  }

  private void run(DataSource database, String settings, String script) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          ("SET LOCAL seed.issues = %d; SET LOCAL seed.days = %d;"
                  + " SET LOCAL synchronous_commit = off; SET LOCAL work_mem = '128MB';"
                  + " SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL lock_timeout = 0;"
                  + " SELECT set_config('seed.org', id::text, true)"
                  + " FROM organizations ORDER BY created_at LIMIT 1;")
              .formatted(issues, days));
      statement.execute(settings + script);
      connection.commit();
    }
  }

  private static String script(String name) {
    try (var stream =
        Objects.requireNonNull(Seed.class.getResourceAsStream("/seed/" + name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
