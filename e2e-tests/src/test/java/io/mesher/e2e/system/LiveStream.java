package io.mesher.e2e.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A client of the live stream that keeps all it hears. */
public final class LiveStream implements AutoCloseable {
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /**
   * A message as it came.
   *
   * @param atNanos when, by {@link System#nanoTime}
   */
  public record Heard(JsonNode message, long atNanos) {}

  private LiveStream(WebSocket.Builder builder, String url) {
    this.socket =
        builder
            .connectTimeout(Duration.ofSeconds(5))
            .buildAsync(URI.create(url), new Listener())
            .join();
  }

  static LiveStream withToken(String url, String token) {
    var builder = Http.CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + token);
    return new LiveStream(builder, url);
  }

  static LiveStream withCookie(String url, String cookie) {
    return new LiveStream(Http.CLIENT.newWebSocketBuilder().header("Cookie", cookie), url);
  }

  /** Without any credentials but what the URL holds. */
  static LiveStream open(String url) {
    return new LiveStream(Http.CLIENT.newWebSocketBuilder(), url);
  }

  /** The message about an event, as soon as it comes. */
  public JsonNode awaitEvent(String eventId, Duration within) {
    return await(
            message ->
                message.path("type").asText().equals("event")
                    && message
                        .path("data")
                        .path("event_id")
                        .asText()
                        .replace("-", "")
                        .equals(eventId),
            within)
        .message()
        .path("data");
  }

  /** The first message that fits, as soon as it comes. */
  public Heard await(Predicate<JsonNode> fits, Duration within) {
    return Awaitility.await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> heard.stream().filter(one -> fits.test(one.message())).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Says something to the server. */
  public void say(Map<String, ?> message) {
    try {
      socket.sendText(Http.JSON.writeValueAsString(message), true).join();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The first message of a type, as soon as it comes. */
  public JsonNode await(String type, Duration within) {
    return await(message -> message.path("type").asText().equals(type), within).message();
  }

  /** Messages of a type so far. */
  public List<JsonNode> ofType(String type) {
    return heard.stream()
        .map(Heard::message)
        .filter(message -> message.path("type").asText().equals(type))
        .toList();
  }

  /** Whether the server has not ended it. */
  public boolean isOpen() {
    return !socket.isInputClosed();
  }

  /** The code that the server closes it with. */
  public int awaitClose(Duration within) {
    return closed.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket source, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        heard.add(new Heard(Http.parse(text.toString()), System.nanoTime()));
        text.setLength(0);
      }
      source.request(1);
      return null;
    }
  }
}
