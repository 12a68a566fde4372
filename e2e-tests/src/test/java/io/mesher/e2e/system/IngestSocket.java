package io.mesher.e2e.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that sends events over the WebSocket {@code /ingest} and waits for each verdict. */
public final class IngestSocket implements AutoCloseable {
  private final BlockingQueue<JsonNode> replies = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private IngestSocket(URI url, String key, Map<String, String> headers) {
    var builder = Http.CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + key);
    headers.forEach(builder::header);
    this.socket = builder.buildAsync(url, new Listener()).join();
  }

  /** With the project's key, on ws-gateway's own port. */
  public static IngestSocket open(MesherSystem mesher, Project project) {
    return open(mesher, project, Map.of());
  }

  /** The same with headers more. */
  public static IngestSocket open(
      MesherSystem mesher, Project project, Map<String, String> headers) {
    return new IngestSocket(
        URI.create(mesher.settings().webSocketUrl() + "/ingest"), project.key(), headers);
  }

  /** The same through the edge. */
  public static IngestSocket openAtEdge(Project project) {
    return new IngestSocket(URI.create(project.webSocketUrl("/ingest")), project.key(), Map.of());
  }

  /** The verdicts on events that are all sent before the first verdict is read. */
  public List<JsonNode> sendAll(List<?> events) {
    events.forEach(this::write);
    return events.stream().map(event -> reply()).toList();
  }

  /** The verdict on an event, which may be any object that JSON can be made of. */
  public JsonNode send(Object event) {
    write(event);
    return reply();
  }

  private void write(Object event) {
    try {
      socket.sendText(Http.JSON.writeValueAsString(event), true).join();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private JsonNode reply() {
    try {
      var reply = replies.poll(Project.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (reply == null) {
        throw new AssertionError("no verdict within " + Project.PATIENCE);
      }
      return reply;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
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
        replies.add(Http.parse(text.toString()));
        text.setLength(0);
      }
      source.request(1);
      return null;
    }
  }
}
