package io.mesher.localstack.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mesher.localstack.StackException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The REST API as a browser with a session uses it. */
final class ApiClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpClient client;

  /**
   * A client without a session yet.
   *
   * @param base where issues-api listens
   */
  ApiClient(URI base) {
    this.base = base;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .cookieHandler(new CookieManager())
            .build();
  }

  /** An answer: its status and its JSON. */
  record Answer(int status, JsonNode body) {
    boolean isOk() {
      return status >= 200 && status < 300;
    }

    /** The body of a success. */
    JsonNode orThrow(String what) {
      if (!isOk()) {
        throw new StackException(
            "%s failed: the API answered %d %s"
                .formatted(what, status, body.path("error").asText()));
      }
      return body;
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, Map<String, ?> body) {
    try {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .header("X-Mesher-Csrf", "1")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(TIMEOUT);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      throw new StackException("the API can't be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while asking the API", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("error", "something that is no JSON");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
