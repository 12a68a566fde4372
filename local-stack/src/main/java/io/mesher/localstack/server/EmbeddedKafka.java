package io.mesher.localstack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Kafka in KRaft mode: one process that is broker and controller, with this JVM's class path. */
public final class EmbeddedKafka implements EmbeddedServer {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private EmbeddedKafka(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts Kafka and returns when it answers.
   *
   * @param controllerPort a second port, for the controller
   * @throws ServerStartException when it does not
   */
  public static EmbeddedKafka start(Path data, int port, int controllerPort) {
    ChildProcess.directory(data);
    var log = data.resolve("kafka.log");
    var pidFile = data.resolve("kafka.pid");
    ChildProcess.endLeftover(pidFile, KafkaBroker.class.getName());
    var configuration = configuration(data, port, controllerPort);
    var process = ChildProcess.start(command(configuration), data, log, pidFile);
    var server = new EmbeddedKafka(process, port);
    Waiting.until(START, process, server::answers, "Kafka", log);
    return server;
  }

  private static List<String> command(Path configuration) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms128m",
        "-Xmx384m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=4",
        "-Djava.util.logging.manager=java.util.logging.LogManager",
        "-cp",
        System.getProperty("java.class.path"),
        KafkaBroker.class.getName(),
        configuration.toString());
  }

  private static Path configuration(Path data, int port, int controllerPort) {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(port, controllerPort),
            "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
            "log.dirs", data.resolve("log").toString(),
            "auto.create.topics.enable", "false"));
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "log.segment.bytes", "134217728",
            "num.network.threads", "2",
            "num.io.threads", "4"));
    var file = data.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
      return file;
    } catch (IOException e) {
      throw new ServerStartException(file + " can't be written: " + e.getMessage(), e);
    }
  }

  private boolean answers() {
    try (var admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "request.timeout.ms",
                "1000",
                "default.api.timeout.ms",
                "2000"))) {
      return !admin.describeCluster(new DescribeClusterOptions()).nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false; // not yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException("interrupted while starting Kafka", e);
    }
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    ChildProcess.end(process.toHandle());
  }
}
