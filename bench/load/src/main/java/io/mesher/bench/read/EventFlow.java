package io.mesher.bench.read;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Events that come in at a steady rate through the gateway while something else is measured. */
final class EventFlow implements AutoCloseable {
  private static final int BATCH = 50;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Random random = new Random(11);
  private final long started = System.nanoTime();
  private final String origin;
  private final String key;

  private EventFlow(String origin, String key) {
    this.origin = origin;
    this.key = key;
  }

  /**
   * Starts.
   *
   * @param rate events a second; 0 sends none
   */
  static EventFlow start(String origin, String key, int rate) {
    var flow = new EventFlow(origin, key);
    if (rate > 0) {
      var unused =
          flow.clock.scheduleAtFixedRate(
              flow::send, 0, 1_000_000_000L * BATCH / rate, TimeUnit.NANOSECONDS);
    }
    return flow;
  }

  private void send() {
    var body = new StringBuilder("[");
    for (int i = 0; i < BATCH; i++) {
      body.append(i == 0 ? "" : ",").append(event());
    }
    var request =
        HttpRequest.newBuilder(URI.create(origin + "/api/v1/events/bulk"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()))
            .build();
    http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenAccept(answer -> (answer.statusCode() == 202 ? accepted : refused).addAndGet(BATCH))
        .exceptionally(
            failure -> {
              refused.addAndGet(BATCH);
              return null;
            });
  }

  private String event() {
    int kind = random.nextInt(200);
    return """
    {"message":"connection to service s%1$d failed","fingerprint":"flow-%1$d","level":"error",\
    "environment":"production","release":"shop@2.9.1","user":{"id":"%2$d"},\
    "tags":{"browser":"Chrome 141","customer":"c-%3$d","region":"eu"},\
    "exception":{"values":[{"type":"ConnectException","value":"refused","stacktrace":{"frames":[\
    {"filename":"Client.java","function":"call","lineno":7,"in_app":true},\
    {"filename":"Main.java","function":"run%1$d","lineno":3,"in_app":true}]}}]}}\
    """
        .formatted(kind, random.nextInt(50_000), random.nextInt(400));
  }

  /** What came of it so far. */
  String outcome() {
    double seconds = (System.nanoTime() - started) / 1e9;
    return "%d events accepted (%.0f/s), %d refused"
        .formatted(accepted.get(), accepted.get() / seconds, refused.get());
  }

  @Override
  public void close() {
    clock.shutdownNow();
    http.close();
  }
}
