package io.mesher.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A packaged service as a process, with the same JVM options for whatever is compared. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts a packaged service. */
  public static ServerProcess start(Path jar, Map<String, String> environment) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is not built");
    }
    var builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms128m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-jar",
                    jar.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(jar).toFile()));
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return new ServerProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the current directory, named by the module. */
  private static Path log(Path jar) {
    return Path.of("bench-" + jar.getName(jar.getNameCount() - 4) + ".log");
  }

  /** Returns when something listens on a port of this machine. */
  public void awaitPort(int port) {
    Awaitility.await().atMost(START).until(() -> process.isAlive() && listens(port));
  }

  /** Returns when the service says that it is ready. */
  public void awaitReady(int managementPort) {
    Awaitility.await().atMost(START).until(() -> process.isAlive() && isReady(managementPort));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  private static boolean isReady(int port) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + "/q/health/ready").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false; // not yet
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
