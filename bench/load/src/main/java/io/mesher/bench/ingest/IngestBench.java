package io.mesher.bench.ingest;

import io.mesher.bench.Ratios;
import io.mesher.bench.process.ServerProcess;
import io.mesher.bench.wrk.Measurement;
import io.mesher.bench.wrk.Wrk;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.EmbeddedTestServers;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Full admission and Kafka's ack of 2 KB events beside an endpoint of the same stack that reads and
 * inflates the same body, in turn and on the same machine. What the gateway accepted is counted in
 * Kafka afterwards: a rate of events that are not there is worth nothing.
 */
@Command(name = "ingest", description = "Rate of the ingest-gateway as a ratio to a bare endpoint.")
public final class IngestBench implements Callable<Integer> {

  @Option(
      names = "--tree",
      required = true,
      description = "The directory that holds the built modules.")
  private Path tree = Path.of(".");

  @Option(
      names = "--connections",
      split = ",",
      defaultValue = "128,512",
      description = "Connections, several by comma (default: ${DEFAULT-VALUE}).")
  private List<Integer> connections = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Length of each measurement (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Pairs of measurements; the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws IOException {
    var wrk = Wrk.with(IngestBench.class, "post.lua");
    var bodies = Bodies.write(Files.createTempDirectory("mesher-bench"));
    System.out.println("Starting PostgreSQL, Kafka and Redis");
    var environment = SharedServers.environment();
    var project = TestProject.create();
    TestDatabase.execute(
        "UPDATE projects SET rate_limit_events = 10000000 WHERE id = ?", project.id());
    int barePort = EmbeddedTestServers.freePort();
    int gatewayPort = EmbeddedTestServers.freePort();
    int managementPort = EmbeddedTestServers.freePort();
    try (var bare = bareEndpoint(barePort);
        var gateway = gateway(environment, gatewayPort, managementPort)) {
      bare.awaitPort(barePort);
      gateway.awaitReady(managementPort);
      for (var kind : PayloadKind.values()) {
        for (int count : connections) {
          compare(
              wrk,
              new Load(bodies.directory(kind), count, Duration.ofSeconds(seconds)),
              kind,
              "http://127.0.0.1:" + barePort + "/bare",
              "http://127.0.0.1:" + gatewayPort + kind.path(project.number()),
              project.key());
        }
      }
    }
    return 0;
  }

  private void compare(
      Wrk wrk, Load load, PayloadKind kind, String bare, String gateway, String key) {
    System.out.printf("%n%s, %d connections%n", kind.label(), load.connections());
    run(wrk, load.warmUp(), kind, bare, key);
    run(wrk, load.warmUp(), kind, gateway, key);
    var ratios = new Ratios();
    for (int round = 1; round <= rounds; round++) {
      var floor = run(wrk, load, kind, bare, key);
      long before = AcceptedTopic.size();
      var measured = run(wrk, load, kind, gateway, key);
      long held = AcceptedTopic.size() - before;
      if (held < measured.requests() - measured.refused()) {
        throw new IllegalStateException(
            "%d events were acknowledged, but Kafka holds %d"
                .formatted(measured.requests() - measured.refused(), held));
      }
      ratios.add(measured.rate() / floor.rate());
      System.out.printf(
          "  bare %8.0f/s   gateway %8.0f/s (p99 %s, %d refused, %d in Kafka)   ratio %.2f%n",
          floor.rate(),
          measured.rate(),
          measured.p99(),
          measured.refused(),
          held,
          measured.rate() / floor.rate());
    }
    System.out.println("  ratio: " + ratios);
  }

  private static Measurement run(Wrk wrk, Load load, PayloadKind kind, String url, String key) {
    var encoding = kind == PayloadKind.ENVELOPE_GZIP ? "gzip" : "";
    return wrk.run(
        load.connections(), load.time(), url, List.of(load.bodies().toString(), key, encoding));
  }

  private ServerProcess bareEndpoint(int port) {
    return ServerProcess.start(
        tree.resolve("bench/bare-endpoint/target/quarkus-app/quarkus-run.jar"),
        Map.of("BENCH_BARE_PORT", Integer.toString(port)));
  }

  private ServerProcess gateway(Map<String, String> servers, int port, int managementPort) {
    var environment = new HashMap<>(servers);
    environment.put("MESHER_BIND_HOST", "127.0.0.1");
    // Nobody reads what it accepts, which otherwise counts as being behind after 5 minutes.
    environment.put("MESHER_ADMISSION_PRESSURE_BEHIND_AFTER", "6h");
    environment.put("MESHER_INGEST_PORT", Integer.toString(port));
    environment.put("MESHER_INGEST_MANAGEMENT_PORT", Integer.toString(managementPort));
    return ServerProcess.start(
        tree.resolve("ingest-gateway/target/quarkus-app/quarkus-run.jar"), environment);
  }
}
