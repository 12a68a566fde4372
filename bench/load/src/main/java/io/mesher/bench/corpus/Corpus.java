package io.mesher.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/**
 * Events of about 2 KB of some hundred distinct failures. The n-th comes a n-th as often as the
 * first (Zipf's law), so that twenty of them make half of the events; what differs from event to
 * event does so here: message, user, host, release, line numbers, breadcrumbs. The same events at
 * every run, but for their ids.
 */
public final class Corpus {
  private static final int FAILURES = 400;
  private static final int USERS = 5_000;
  private static final int HOSTS = 40;
  private static final int RELEASES = 12;
  private static final int FRAMES = 9;

  private static final String[] AREAS = {
    "checkout", "billing", "search", "profile", "mailer", "stock", "export", "login"
  };
  private static final String[] TYPES = {
    "OrderNotStoredException", "ConnectionRefusedException", "IllegalStateException",
    "TimeoutException", "NullPointerException", "ValidationFailedException"
  };
  private static final String[] ENVIRONMENTS = {
    "production", "production", "production", "staging"
  };
  private static final String[] BROWSERS = {"Firefox 133", "Chrome 131", "Safari 18", "Edge 131"};
  private static final String[] LEVELS = {"error", "error", "error", "error", "warning", "fatal"};

  private final Random random;

  public Corpus(long seed) {
    random = new Random(seed);
  }

  /** The next event, without an id. */
  public Event next() {
    int failure = (int) Math.pow(FAILURES + 1, random.nextDouble()) - 1;
    return new Event(failure, event(failure).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An event.
   *
   * @param failure the number of what failed: 0 is the most common
   * @param json the body
   */
  @SuppressWarnings("ArrayRecordComponent") // a holder, never compared
  public record Event(int failure, byte[] json) {}

  private String event(int failure) {
    var area = AREAS[failure % AREAS.length];
    return """
        {"level":"%s","platform":"java","environment":"%s","release":"shop@2.%d.0",\
        "server_name":"web-%d","transaction":"POST /%s/{id}",\
        "tags":{"region":"eu-%d","tenant":"t%d","browser":"%s","runtime":"jvm 21"},\
        "user":{"id":"%d","email":"user%d@example.com"},\
        "contexts":{"os":{"name":"Linux","version":"6.12"},"runtime":{"name":"OpenJDK","version":"21.0.5"}},\
        "sdk":{"name":"sentry.java","version":"8.27.0"},\
        "breadcrumbs":{"values":[\
        {"timestamp":"2026-01-01T10:00:01Z","category":"http","message":"GET /api/%s/%d","level":"info"},\
        {"timestamp":"2026-01-01T10:00:02Z","category":"query","message":"SELECT * FROM %s WHERE id = %d"}]},\
        "exception":{"values":[{"type":"%s","module":"com.example.%s",\
        "value":"request %s of customer %d failed after %d ms","stacktrace":{"frames":[%s]}}]}}"""
        .formatted(
            any(LEVELS),
            any(ENVIRONMENTS),
            random.nextInt(RELEASES),
            random.nextInt(HOSTS),
            area,
            random.nextInt(3),
            random.nextInt(60),
            any(BROWSERS),
            random.nextInt(USERS),
            random.nextInt(USERS),
            area,
            random.nextInt(10_000),
            area,
            random.nextInt(100_000),
            TYPES[failure % TYPES.length],
            area,
            new UUID(random.nextLong(), random.nextLong()),
            random.nextInt(100_000),
            random.nextInt(5_000),
            frames(area, failure));
  }

  private String any(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String frames(String area, int failure) {
    var frames = new StringBuilder();
    for (int depth = 0; depth < FRAMES; depth++) {
      boolean inApp = depth > 3;
      frames
          .append(depth == 0 ? "" : ",")
          .append(
              """
              {"module":"%s.Step%d","function":"handle%s","filename":"Step%d.java",\
              "lineno":%d,"in_app":%b}"""
                  .formatted(
                      inApp ? "com.example." + area : "org.framework.http",
                      depth,
                      inApp ? word(failure) : word(depth),
                      depth,
                      random.nextInt(500),
                      inApp));
    }
    return frames.toString();
  }

  /** A name of letters only: grouping takes numbers in names for generated. */
  private static String word(int number) {
    var word = new StringBuilder();
    for (int rest = number + 1; rest > 0; rest /= 26) {
      word.append((char) ('a' + rest % 26));
    }
    return Character.toUpperCase(word.charAt(0)) + word.substring(1) + "Order";
  }
}
