package io.mesher.e2e.alert;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Clients of live streams that only note which event they heard of, and when. */
final class ManySockets implements AutoCloseable {
  private static final String EVENT_ID = "\"event_id\":\"";
  private static final int LENGTH_OF_ID = 32;
  private static final Pattern DROPPED = Pattern.compile("\"type\":\"dropped\",\"count\":(\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<WebSocket> sockets = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Heard> all = new ConcurrentLinkedQueue<>();
  private final LongAdder heard = new LongAdder();
  private final AtomicInteger closed = new AtomicInteger();
  private final LongAdder missed = new LongAdder();

  private record Heard(String eventId, long atNanos) {}

  /** Sorted, in nanoseconds. */
  record Delays(long[] sorted) {
    int count() {
      return sorted.length;
    }

    long millis(double quantile) {
      int index = (int) Math.min(sorted.length - 1, Math.floor(sorted.length * quantile));
      return TimeUnit.NANOSECONDS.toMillis(sorted[index]);
    }
  }

  void openReading(String url, String token) {
    open(url, token, new Reading());
  }

  /** Its listener never asks for a message, so its connection's buffers fill. */
  void openFrozen(String url, String token) {
    open(
        url,
        token,
        new WebSocket.Listener() {
          @Override
          public void onOpen(WebSocket socket) {
            // no request(1)
          }
        });
  }

  private void open(String url, String token, WebSocket.Listener listener) {
    sockets.add(
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(url), listener)
            .join());
  }

  /** Messages about events that were read since {@link #forget}. */
  long heard() {
    return heard.sum();
  }

  /** Messages that were dropped for those who read, as they were told since. */
  long missed() {
    return missed.sum();
  }

  void forget() {
    all.clear();
    heard.reset();
    missed.reset();
  }

  /**
   * From an event's acknowledgement to each client.
   *
   * @param acknowledged when, by the id in 32 digits
   */
  Delays delays(Map<String, Long> acknowledged) {
    var delays =
        all.stream()
            .mapToLong(one -> one.atNanos() - acknowledged.getOrDefault(one.eventId(), 0L))
            .toArray();
    Arrays.sort(delays);
    return new Delays(delays);
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
    http.shutdownNow();
  }

  /** Sockets that the server has closed. */
  int closed() {
    return closed.get();
  }

  private final class Reading implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket source, int code, String reason) {
      closed.incrementAndGet();
      return null;
    }

    @Override
    public void onError(WebSocket source, Throwable cause) {
      closed.incrementAndGet();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        note(text);
        text.setLength(0);
      }
      source.request(1);
      return null;
    }

    private void note(StringBuilder message) {
      int at = message.indexOf(EVENT_ID);
      if (at >= 0) {
        int from = at + EVENT_ID.length();
        var id = message.substring(from, from + LENGTH_OF_ID);
        all.add(new Heard(id, System.nanoTime()));
        heard.increment();
      } else {
        var dropped = DROPPED.matcher(message);
        if (dropped.find()) {
          missed.add(Long.parseLong(dropped.group(1)));
        }
      }
    }
  }
}
