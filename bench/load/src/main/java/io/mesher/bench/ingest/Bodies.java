package io.mesher.bench.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Events of about 2 KB with a stack trace, breadcrumbs, a user and tags; each differs from the
 * others in what differs in life (ids, messages, line numbers). The same ones at every run.
 */
final class Bodies {
  private static final int COUNT = 64;
  private static final int FRAMES = 12;
  private static final String[] MODULES = {"checkout", "billing", "search", "profile", "mailer"};

  private final Path root;

  private Bodies(Path root) {
    this.root = root;
  }

  /** Writes the bodies of every kind below a directory. */
  static Bodies write(Path root) throws IOException {
    var random = new Random(42);
    var bodies = new Bodies(root);
    for (var kind : PayloadKind.values()) {
      Files.createDirectories(bodies.directory(kind));
    }
    for (int i = 0; i < COUNT; i++) {
      byte[] event = event(random).getBytes(StandardCharsets.UTF_8);
      var name = "%02d".formatted(i);
      Files.write(bodies.directory(PayloadKind.NATIVE).resolve(name), event);
      Files.write(bodies.directory(PayloadKind.ENVELOPE_GZIP).resolve(name), envelope(event));
    }
    return bodies;
  }

  Path directory(PayloadKind kind) {
    return root.resolve(kind.name());
  }

  private static byte[] envelope(byte[] event) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(
          "{\"sent_at\":\"2026-01-01T00:00:00Z\",\"sdk\":{\"name\":\"sentry.java\"}}\n"
              .getBytes(StandardCharsets.UTF_8));
      gzip.write(
          "{\"type\":\"event\",\"length\":%d}\n"
              .formatted(event.length)
              .getBytes(StandardCharsets.UTF_8));
      gzip.write(event);
    }
    return out.toByteArray();
  }

  private static String event(Random random) {
    var module = MODULES[random.nextInt(MODULES.length)];
    var frames = new StringBuilder();
    for (int i = 0; i < FRAMES; i++) {
      frames.append(i == 0 ? "" : ",").append(frame(random, module, i));
    }
    return """
        {"level":"error","platform":"java","environment":"production","release":"shop@2.%d.0",\
        "message":"order %d of customer %s could not be stored","server_name":"web-%d",\
        "transaction":"POST /%s/{id}","tags":{"region":"eu-%d","tenant":"t%d"},\
        "user":{"id":"%d","email":"u%d@example.com"},\
        "breadcrumbs":{"values":[{"category":"http","message":"GET /api/cart/%d","level":"info"},\
        {"category":"query","message":"SELECT * FROM orders WHERE id = %d","level":"info"}]},\
        "exception":{"values":[{"type":"OrderNotStoredException","module":"com.example.%s",\
        "value":"connection %s refused after %d ms","stacktrace":{"frames":[%s]}}]}}"""
        .formatted(
            random.nextInt(20),
            random.nextInt(100_000),
            new UUID(random.nextLong(), random.nextLong()),
            random.nextInt(8),
            module,
            random.nextInt(3),
            random.nextInt(50),
            random.nextInt(10_000),
            random.nextInt(10_000),
            random.nextInt(100_000),
            random.nextInt(100_000),
            module,
            Long.toHexString(random.nextLong()),
            random.nextInt(5_000),
            frames);
  }

  private static String frame(Random random, String module, int depth) {
    return """
        {"module":"com.example.%s.Step%d","function":"handle%d","filename":"Step%d.java",\
        "lineno":%d,"in_app":%b}"""
        .formatted(module, depth, depth, depth, random.nextInt(500), depth > 3);
  }
}
