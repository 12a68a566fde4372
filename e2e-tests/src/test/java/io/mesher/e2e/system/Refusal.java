package io.mesher.e2e.system;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** A WebSocket's handshake that does not become one. */
public final class Refusal {
  private Refusal() {}

  /** What is answered instead of an upgrade. */
  public static Answer of(String url, Map<String, String> headers) {
    var builder = Http.CLIENT.newWebSocketBuilder();
    headers.forEach(builder::header);
    try {
      builder.buildAsync(URI.create(url), new WebSocket.Listener() {}).join().abort();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        var response = refused.getResponse();
        var body = Objects.toString(response.body(), "");
        return new Answer(response.statusCode(), response.headers(), Http.parse(body));
      }
      throw e;
    }
    throw new AssertionError(url + " was upgraded");
  }
}
