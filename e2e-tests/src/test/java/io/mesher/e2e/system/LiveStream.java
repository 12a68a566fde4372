package io.mesher.e2e.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client of the live stream that keeps all it hears. */
public final class LiveStream implements AutoCloseable {
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private LiveStream(String url, String token) {
    this.socket =
        Http.CLIENT
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .connectTimeout(Duration.ofSeconds(5))
            .buildAsync(URI.create(url), new Listener())
            .join();
  }

  static LiveStream open(String url, String token) {
    return new LiveStream(url, token);
  }

  /** The message about an event, as soon as it comes. */
  public JsonNode awaitEvent(String eventId, Duration within) {
    return await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                messages.stream()
                    .filter(message -> message.path("type").asText().equals("event"))
                    .map(message -> message.path("data"))
                    .filter(data -> data.path("event_id").asText().replace("-", "").equals(eventId))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(Http.parse(text.toString()));
        text.setLength(0);
      }
      source.request(1);
      return null;
    }
  }
}
