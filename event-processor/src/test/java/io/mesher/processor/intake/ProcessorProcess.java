package io.mesher.processor.intake;

import io.mesher.testkit.server.EmbeddedTestServers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, so that it can be killed. */
final class ProcessorProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int managementPort = EmbeddedTestServers.freePort();
  private final Process process;

  private ProcessorProcess(String bootstrapServers) {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            JAR.toString());
    builder.environment().put("MESHER_BIND_HOST", "127.0.0.1");
    builder.environment().put("MESHER_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    builder.environment().put("MESHER_PROCESSOR_MANAGEMENT_PORT", Integer.toString(managementPort));
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(new File("target", "processor-process.log")));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ProcessorProcess start(String bootstrapServers) {
    return new ProcessorProcess(bootstrapServers);
  }

  boolean isLive() {
    return answers("live");
  }

  boolean isReady() {
    return answers("ready");
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** A counter without labels from {@code /q/metrics}. */
  double metric(String name) {
    return get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers(String probe) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + managementPort + "/q/health/" + probe))
            .timeout(java.time.Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** As {@code kill -9} does it. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As {@code kill} and the kubelet do it. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the processor did not end within 20 s");
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
