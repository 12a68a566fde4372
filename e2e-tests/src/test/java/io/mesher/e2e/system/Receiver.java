package io.mesher.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's HTTP server that takes whatever is posted to it. */
public final class Receiver implements AutoCloseable {
  private static final int NO_CONTENT = 204;

  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();

  private Receiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::take);
    server.start();
  }

  /**
   * A request as it came.
   *
   * @param id of a webhook; empty for others
   */
  public record Post(String path, String id, JsonNode body) {}

  /** On a free port of loopback. */
  public static Receiver start() {
    try {
      return new Receiver(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What came to a path so far. */
  public List<Post> postsTo(String path) {
    return posts.stream().filter(post -> post.path().equals(path)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var id = exchange.getRequestHeaders().getFirst("webhook-id");
    posts.add(
        new Post(
            exchange.getRequestURI().getPath(),
            Objects.requireNonNullElse(id, ""),
            Http.parse(body)));
    exchange.sendResponseHeaders(NO_CONTENT, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
