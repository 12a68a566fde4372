package io.mesher.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service of this module as a process of its own, so that it can be killed. */
public final class PackagedService implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final int END_WITHIN_SECONDS = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int managementPort = EmbeddedTestServers.freePort();
  private final Path log;
  private final Process process;

  private PackagedService(Map<String, String> environment, List<String> jvmOptions) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.management.port=" + managementPort));
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", JAR.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MESHER_BIND_HOST", "127.0.0.1");
    builder.environment().putAll(environment);
    try {
      log = Files.createTempFile(Path.of("target"), "service-", ".log");
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts it and returns at once.
   *
   * @param environment beyond this process's own
   * @param jvmOptions such as {@code -Dname=value}
   */
  public static PackagedService start(Map<String, String> environment, String... jvmOptions) {
    return new PackagedService(environment, List.of(jvmOptions));
  }

  public boolean isLive() {
    return answers("live");
  }

  public boolean isReady() {
    return answers("ready");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** A metric without labels from {@code /q/metrics}. */
  public double metric(String name) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  private String metrics() {
    try {
      return http.send(request("/q/metrics"), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers(String probe) {
    try {
      return http.send(request("/q/health/" + probe), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
        .timeout(PROBE)
        .build();
  }

  /** What it has printed so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9} does it. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As {@code kill} and the kubelet do it. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  /** Not a thread of it runs until {@link #thaw}; its connections stay open. */
  public void freeze() {
    signal("STOP");
  }

  /** It goes on where it was frozen. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not end within " + END_WITHIN_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.close();
    if (process.isAlive()) {
      kill();
    }
  }
}
