package io.mesher.localstack.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis without persistence: it holds windows of rate limits, caches and tickets, nothing that is
 * missed after a restart.
 */
public final class EmbeddedRedis implements EmbeddedServer {
  private static final Duration START = Duration.ofSeconds(20);

  private final Process process;
  private final int port;

  private EmbeddedRedis(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts Redis and returns when it answers.
   *
   * @throws ServerStartException when it does not
   */
  public static EmbeddedRedis start(Path data, int port) {
    ChildProcess.directory(data);
    var log = data.resolve("redis.log");
    var pidFile = data.resolve("redis.pid");
    ChildProcess.endLeftover(pidFile, "redis-server");
    var process =
        ChildProcess.start(
            List.of(
                executable(data).toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "volatile-lru"),
            data,
            log,
            pidFile);
    var server = new EmbeddedRedis(process, port);
    Waiting.until(START, process, server::answers, "Redis", log);
    return server;
  }

  private static Path executable(Path data) {
    try {
      var bin = ChildProcess.directory(data.resolve("bin"));
      return ExecutableProvider.newJarResourceProvider(bin.toFile()).get().toPath();
    } catch (IOException e) {
      throw new ServerStartException("Redis can't be unpacked: " + e.getMessage(), e);
    }
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false; // not yet
    }
  }

  @Override
  public String name() {
    return "Redis";
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
