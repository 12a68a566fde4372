package io.mesher.bench.store;

import io.mesher.bench.Ratios;
import io.mesher.bench.process.Machine;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.EmbeddedTestServers;
import io.mesher.testkit.server.SharedServers;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One packaged writer that drains a backlog, beside plain inserts of the same rows, in turn and on
 * the same PostgreSQL with fsync on. The events went through the packaged processor before; the
 * writer is warm, as it is in life.
 */
@Command(
    name = "store",
    description = "Rate of one storage-writer as a ratio to plain inserts of the same rows.")
public final class StoreBench implements Callable<Integer> {
  @Option(
      names = "--tree",
      required = true,
      description = "The directory that holds the built modules.")
  private Path tree = Path.of(".");

  @Option(
      names = "--events",
      defaultValue = "20000",
      description = "Events of each measurement (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--warm-up",
      defaultValue = "40000",
      description = "Events that the writer stores before (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Pairs of measurements; the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--projects",
      defaultValue = "10",
      description = "Projects that share the events (default: ${DEFAULT-VALUE}).")
  private int projects;

  @Option(
      names = "--batch",
      defaultValue = "2000",
      description =
          "Rows of a plain insert and most of a writer's transaction (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Override
  public Integer call() {
    System.out.println("Starting PostgreSQL and Kafka");
    var servers = SharedServers.environment();
    var ids = Stream.generate(TestProject::create).limit(projects).map(TestProject::id).toList();
    var ratios = new Ratios();
    try (var producer = producer(servers)) {
      var processed =
          new Processing(servers, producer, ids).grouped(jar("event-processor"), warmUp);
      var backlog = new GroupedBacklog(producer, processed);
      int port = EmbeddedTestServers.freePort();
      try (var writer = new WriterRun(jar("storage-writer"), environment(servers, port), port);
          var plain = new PlainInserts(servers)) {
        writer.await(warmUp);
        plain.rate(OffsetDateTime.now().minusDays(1), warmUp, batch);
        for (int round = 1; round <= rounds; round++) {
          ratios.add(measure(backlog, writer, plain));
        }
      }
    }
    System.out.println("  ratio: " + ratios);
    return 0;
  }

  private double measure(GroupedBacklog backlog, WriterRun writer, PlainInserts plain) {
    var since = OffsetDateTime.now();
    backlog.put(events);
    double measured = writer.rate(events);
    double floor = plain.rate(since, events, batch);
    System.out.printf(
        "  plain inserts %6.0f/s   writer %6.0f/s   ratio %.2f   (load average %s)%n",
        floor, measured, measured / floor, Machine.loadAverage());
    return measured / floor;
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, String> servers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers.getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", ""),
            "acks",
            "all",
            // More may leave a new topic's partition stuck until the time-out.
            "max.in.flight.requests.per.connection",
            1,
            "linger.ms",
            5,
            "compression.type",
            "lz4");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Path jar(String module) {
    return tree.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private Map<String, String> environment(Map<String, String> servers, int port) {
    var environment = new HashMap<>(servers);
    environment.put("MESHER_BIND_HOST", "127.0.0.1");
    environment.put("MESHER_WRITER_MANAGEMENT_PORT", Integer.toString(port));
    environment.put("MESHER_WRITER_CONSUMER_MAX_RECORDS", Integer.toString(batch));
    return environment;
  }
}
