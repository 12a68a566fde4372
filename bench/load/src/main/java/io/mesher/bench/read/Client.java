package io.mesher.bench.read;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Reads through the edge, as a person's browser would: one call at a time, on a held connection.
 */
final class Client {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String origin;
  private final String token;

  Client(String origin, String token) {
    this.origin = origin;
    this.token = token;
  }

  /** Nanoseconds until the answer was there; it must be 200. */
  long time(String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    get(path);
    return System.nanoTime() - start;
  }

  /** The answer's body; it must be 200. */
  String get(String path) throws IOException, InterruptedException {
    var answer = send(path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** The same for somebody who has signed in. */
  String get(String path, String session) throws IOException, InterruptedException {
    return answer(new Changes.Request("GET", path, "", session)).body();
  }

  /** The id in an answer about one thing. */
  static String id(String answer) {
    var found = ID.matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("no id in " + answer);
    }
    return found.group(1);
  }

  /** Whether it is there. */
  boolean has(String path) throws IOException, InterruptedException {
    return send(path).statusCode() == 200;
  }

  /** The answer's body to a change; it must be one of 2xx. */
  String change(Changes.Request change) throws IOException, InterruptedException {
    return answer(change).body();
  }

  /** The cookie of the session that a change (signing in, registering) opens. */
  String session(Changes.Request change) throws IOException, InterruptedException {
    var cookie = answer(change).headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private HttpResponse<String> answer(Changes.Request change)
      throws IOException, InterruptedException {
    var request =
        (change.session() == null ? request(change.path()) : ofSession(change))
            .header("Content-Type", "application/json")
            .method(change.method(), HttpRequest.BodyPublishers.ofString(change.body()))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          change + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return to(path).header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder ofSession(Changes.Request change) {
    return to(change.path()).header("Cookie", change.session()).header("X-Mesher-Csrf", "1");
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path)).timeout(TIMEOUT);
  }
}
