package io.mesher.bench.e2e;

import io.mesher.localstack.account.Account;
import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.stack.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Looking behind the running system: its database and its processes. */
final class RunningSystem implements AutoCloseable {
  private final StackSettings settings;
  private final Account account;
  private final Connection database;

  RunningSystem(StackSettings settings, Account account) {
    this.settings = settings;
    this.account = account;
    var source = new PGSimpleDataSource();
    source.setUrl(
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(settings.ports().of(Port.POSTGRES), EmbeddedPostgresql.DATABASE));
    source.setUser(EmbeddedPostgresql.USER);
    source.setPassword(EmbeddedPostgresql.PASSWORD);
    try {
      database = source.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String kafka() {
    return "127.0.0.1:" + settings.ports().of(Port.KAFKA);
  }

  /** Before the first event: gateways have not asked for the project yet. */
  void liftRateLimit() {
    try (var update =
        database.prepareStatement(
            "UPDATE projects SET rate_limit_events = 10000000, rate_limit_window_seconds = 1,"
                + " version = version + 1 WHERE number = ?")) {
      update.setLong(1, account.projectNumber());
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Counts rows.
   *
   * @throws IllegalStateException when they are not as many as were acknowledged
   */
  void requireStored(long acknowledged) {
    try (var count = database.prepareStatement("SELECT count(*) FROM events");
        var rows = count.executeQuery()) {
      rows.next();
      if (rows.getLong(1) != acknowledged) {
        throw new IllegalStateException(
            "%d events were acknowledged, but %d are stored"
                .formatted(acknowledged, rows.getLong(1)));
      }
      System.out.printf("  %d events acknowledged, as many rows%n", acknowledged);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Time on a core that each service and server has spent, what it has forked included. */
  Map<String, Duration> cpu() {
    var spent = new TreeMap<String, Duration>();
    for (var part : parts()) {
      var all = part.pid() == null ? Stream.<ProcessHandle>of() : family(part.pid());
      spent.put(
          part.name(),
          all.map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
              .reduce(Duration.ZERO, Duration::plus));
    }
    return spent;
  }

  private static Stream<ProcessHandle> family(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()));
  }

  private List<Status.Part> parts() {
    var status = Status.of(settings.data(), settings.ports());
    return Stream.concat(status.services().stream(), status.servers().stream()).toList();
  }

  /** Resident memory of each process; empty where there is no {@code /proc}. */
  String memory() {
    return parts().stream()
        .map(part -> part.name() + " " + resident(part.pid()))
        .collect(Collectors.joining(", ", "  resident: ", ""));
  }

  private static String resident(@Nullable Long pid) {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
