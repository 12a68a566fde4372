package io.mesher.e2e.sdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows a page in a headless Chromium and waits for the result that the page posts back. */
final class Browser {
  private static final long TIMEOUT_SECONDS = 90;
  private static final List<String> PACKAGES =
      List.of(
          "@sentry/browser",
          "@sentry/core",
          "@sentry-internal/browser-utils",
          "@sentry-internal/feedback",
          "@sentry-internal/replay",
          "@sentry-internal/replay-canvas");

  private Browser() {}

  /**
   * Shows a page of the SDK programs.
   *
   * @return what the page sent to {@code /result}
   */
  static String show(String page, String dsn) {
    var chromium = Tool.find("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isPresent(), "Chromium is not installed");
    var result = new CompletableFuture<String>();
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> answer(exchange, dsn, result));
      server.start();
      try {
        return await(
            chromium.get(),
            "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page,
            result);
      } finally {
        server.stop(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String await(Path chromium, String url, CompletableFuture<String> result)
      throws IOException {
    var profile = Files.createTempDirectory(SdkPrograms.DIRECTORY, "chromium");
    var process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + profile,
                url)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    try {
      return result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("the page had no result; see " + profile.resolve("chromium.log"), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void answer(HttpExchange exchange, String dsn, CompletableFuture<String> result)
      throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (path.equals("/result")) {
        result.complete(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      var file = SdkPrograms.DIRECTORY.resolve(path.substring(1)).normalize();
      if (!file.startsWith(SdkPrograms.DIRECTORY) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(exchange, file, dsn);
    }
  }

  private static void send(HttpExchange exchange, Path file, String dsn) throws IOException {
    boolean isPage = file.toString().endsWith(".html");
    var content =
        isPage
            ? Files.readString(file).replace("DSN", dsn).replace("IMPORT_MAP", importMap())
            : Files.readString(file);
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", isPage ? "text/html; charset=utf-8" : "text/javascript");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Tells the browser where packages are, which a bundler would do otherwise. */
  private static String importMap() {
    var entries =
        PACKAGES.stream()
            .map(name -> "\"%s\": \"/node_modules/%s/%s\"".formatted(name, name, module(name)))
            .toList();
    return "{\"imports\": {" + String.join(", ", entries) + "}}";
  }

  private static String module(String name) {
    var npm = SdkPrograms.DIRECTORY.resolve("node_modules").resolve(name);
    return Files.exists(npm.resolve("build/npm/esm/index.js"))
        ? "build/npm/esm/index.js"
        : "build/esm/index.js";
  }
}
