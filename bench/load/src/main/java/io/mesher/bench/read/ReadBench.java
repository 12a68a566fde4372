package io.mesher.bench.read;

import io.mesher.bench.process.AsInImages;
import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.settings.Tree;
import io.mesher.localstack.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Every list, search and dashboard call through the edge of a whole Mesher with a large database,
 * while events come in: cold (after a restart, with the system's cache of the database's files
 * dropped) and warm.
 */
@Command(
    name = "read",
    description = "Times of lists, searches and dashboards on millions of events.")
public final class ReadBench implements Callable<Integer> {
  /** What every call is to stay under, milliseconds. */
  private static final double LIMIT = 100;

  private static final double P95 = 0.95;

  private static final Duration CAUGHT_UP = Duration.ofMinutes(3);

  /** The embedded server lets its superuser in from this machine. */
  private static final String SUPERUSER = "postgres";

  @Option(
      names = "--tree",
      required = true,
      description = "The directory that holds the built modules.")
  private Path tree = Path.of(".");

  @Option(
      names = "--data",
      defaultValue = "bench-read",
      description =
          "Where the filled database is kept for the next time (default: target/bench-read).")
  private Path data = Path.of("bench-read");

  @Option(names = "--events", defaultValue = "2000000", description = "Events to fill in.")
  private int events;

  @Option(names = "--issues", defaultValue = "20000", description = "Issues to fill in.")
  private int issues;

  @Option(names = "--days", defaultValue = "30", description = "Days that the events lie on.")
  private int days;

  @Option(names = "--rate", defaultValue = "500", description = "Events a second meanwhile.")
  private int rate;

  @Option(names = "--rounds", defaultValue = "40", description = "Warm calls of each kind.")
  private int rounds;

  @Option(names = "--cold-starts", defaultValue = "4", description = "Restarts for cold calls.")
  private int coldStarts;

  @Option(
      names = "--cold-calls",
      defaultValue = "5",
      description = "Cold calls of each kind a restart.")
  private int coldCalls;

  @Option(
      names = "--plans",
      description = "A file to write every call's query plans to (Markdown).")
  private @Nullable Path plans;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    var settings =
        StackSettings.from(
            AsInImages.of(System.getenv()),
            new Tree(tree.toAbsolutePath()),
            new DataDirectory(data.toAbsolutePath()),
            Optional.empty());
    fill(settings);
    var cold = new LinkedHashMap<String, Timings>();
    for (int start = 0; start < coldStarts; start++) {
      PageCache.forget(database(settings));
      measure(settings, coldCalls, cold, "cold");
    }
    var warm = new LinkedHashMap<String, Timings>();
    measure(settings, rounds, warm, "warm");
    int slow = report(cold, warm);
    if (plans != null) {
      plans(settings, plans, cold, warm);
    }
    return slow == 0 ? 0 : 1;
  }

  private void fill(StackSettings settings) throws SQLException {
    try (var stack = LocalStack.start(settings, line -> {})) {
      stack.account();
      var database = dataSource(settings, EmbeddedPostgresql.USER);
      if (Seed.isDone(database)) {
        return;
      }
      System.out.printf("Filling in %d events of %d issues%n", events, issues);
      new Seed(events, issues, days).into(database);
    }
  }

  private void measure(
      StackSettings settings, int times, Map<String, Timings> timings, String temperature)
      throws IOException, InterruptedException, SQLException {
    try (var stack = LocalStack.start(settings, line -> {})) {
      var database = dataSource(settings, EmbeddedPostgresql.USER);
      var client = new Client(settings.publicUrl(), stack.account().apiToken());
      var calls = Calls.about(Subjects.of(database));
      try (var flow = EventFlow.start(settings.publicUrl(), largestProjectsKey(database), rate)) {
        // The services' code is made warm, by what comes in and by calls on a project without data;
        // the database's pages that are asked for are not.
        WarmUp.of(client, settings.publicUrl(), stack.account()).run(calls.values());
        if (rate > 0) {
          awaitStored(database);
        }
        if (temperature.equals("warm")) {
          round(client, calls, new LinkedHashMap<>(), times / 4);
        }
        round(client, calls, timings, times);
        System.out.printf("%s: %s meanwhile%n", temperature, flow.outcome());
      }
    }
  }

  /** Warming up takes what it gets of the CPU; what came in meanwhile is no part of the rate. */
  private static void awaitStored(DataSource database) {
    Awaitility.await("what came in while warming up is stored")
        .atMost(CAUGHT_UP)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> isStored(database));
  }

  private static boolean isStored(DataSource database) throws SQLException {
    return !Subjects.column(
            database,
            "SELECT id FROM events"
                + " WHERE project_id = (SELECT id FROM seed.projects WHERE n = 0)"
                + " AND received_at > now() - interval '2 seconds' LIMIT 1")
        .isEmpty();
  }

  private static void round(
      Client client, Map<String, Supplier<String>> calls, Map<String, Timings> timings, int times)
      throws IOException, InterruptedException {
    for (int time = 0; time < times; time++) {
      for (var call : calls.entrySet()) {
        timings
            .computeIfAbsent(call.getKey(), name -> new Timings())
            .add(client.time(call.getValue().get()));
      }
    }
  }

  private static int report(Map<String, Timings> cold, Map<String, Timings> warm) {
    System.out.printf(
        "%n| call | cold p50 | cold p95 | warm p50 | warm p95 | warm max"
            + " |%n|---|---|---|---|---|---|%n");
    int slow = 0;
    for (var entry : warm.entrySet()) {
      var name = entry.getKey();
      var then = entry.getValue();
      var first = cold.getOrDefault(name, then);
      System.out.printf(
          "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
          name,
          first.percentile(0.5),
          first.percentile(P95),
          then.percentile(0.5),
          then.percentile(P95),
          then.percentile(1));
      if (Math.max(first.percentile(P95), then.percentile(P95)) > LIMIT) {
        slow++;
      }
    }
    System.out.printf(
        "%n%d of %d calls have a p95 of more than %.0f ms%n", slow, warm.size(), LIMIT);
    return slow;
  }

  private static void plans(
      StackSettings settings, Path file, Map<String, Timings> cold, Map<String, Timings> warm)
      throws IOException, InterruptedException, SQLException {
    try (var stack = LocalStack.start(settings, line -> {})) {
      stack.account();
      QueryPlans.switchOn(dataSource(settings, SUPERUSER));
    }
    try (var stack = LocalStack.start(settings, line -> {});
        var writer = Files.newBufferedWriter(file)) {
      var account = stack.account();
      var log = settings.data().server("postgresql").resolve("postgres.log");
      var client = new Client(settings.publicUrl(), account.apiToken());
      var subjects = Subjects.of(dataSource(settings, EmbeddedPostgresql.USER));
      var report = new PlanReport(writer, client, new QueryPlans(log));
      report.ofReads(Calls.about(subjects), cold, warm);
      report.ofChanges(Changes.about(subjects, client, account, settings.data().log("issues-api")));
    } finally {
      try (var stack = LocalStack.start(settings, line -> {})) {
        stack.account();
        QueryPlans.switchOff(dataSource(settings, SUPERUSER));
      }
    }
  }

  private static String largestProjectsKey(DataSource database) throws SQLException {
    return Subjects.column(
            database,
            "SELECT k.key_value FROM api_keys k JOIN seed.projects p ON p.id = k.project_id"
                + " WHERE p.n = 0")
        .getFirst();
  }

  private static Path database(StackSettings settings) {
    return settings.data().server("postgresql").resolve("db");
  }

  private static DataSource dataSource(StackSettings settings, String user) {
    var database = new PGSimpleDataSource();
    database.setURL(
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(settings.ports().of(Port.POSTGRES), EmbeddedPostgresql.DATABASE));
    database.setUser(user);
    database.setPassword(EmbeddedPostgresql.PASSWORD);
    return database;
  }
}
