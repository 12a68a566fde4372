package io.mesher.testkit.server;

import io.mesher.localstack.server.EmbeddedKafka;
import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.server.EmbeddedRedis;
import io.mesher.localstack.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The servers of the local stack on free ports, with data under {@code target/} of the module. */
public final class EmbeddedTestServers implements TestServers {
  private final Map<String, String> environment;
  private final List<EmbeddedServer> servers;

  private EmbeddedTestServers(Map<String, String> environment, List<EmbeddedServer> servers) {
    this.environment = environment;
    this.servers = servers;
  }

  static EmbeddedTestServers start() {
    var data = dataDirectory();
    // First and alone: it writes its executable, and another thread's fork in that moment would
    // inherit the open file and make it "busy".
    var redis = EmbeddedRedis.start(data.resolve("redis"), freePort());
    // Threads of our own: those of the common pool have another context class loader than a Quarkus
    // test, and Kafka's client loads its plug-ins by it.
    var kafka =
        CompletableFuture.supplyAsync(
            () -> EmbeddedKafka.start(data.resolve("kafka"), freePort(), freePort()),
            Thread::startVirtualThread);
    var postgresql = EmbeddedPostgresql.start(data.resolve("postgresql"), freePort());
    var environment =
        new ServerEnvironment(
                "127.0.0.1",
                postgresql.port(),
                EmbeddedPostgresql.DATABASE,
                EmbeddedPostgresql.USER,
                EmbeddedPostgresql.PASSWORD,
                kafka.join().bootstrapServers(),
                "redis://127.0.0.1:" + redis.port())
            .prepared();
    return new EmbeddedTestServers(environment.asMap(), List.of(postgresql, kafka.join(), redis));
  }

  private static Path dataDirectory() {
    try {
      var target = Files.createDirectories(Path.of("target", "servers").toAbsolutePath());
      return Files.createTempDirectory(target, "test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    servers.forEach(EmbeddedServer::close);
  }
}
