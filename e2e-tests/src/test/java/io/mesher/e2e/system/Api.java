package io.mesher.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The REST API, with a token. */
public final class Api {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final long RUN = System.currentTimeMillis();

  private final String origin;
  private final String token;

  Api(String origin, String token) {
    this.origin = origin;
    this.token = token;
  }

  public Answer get(String path) {
    return Http.send(
        Http.request(origin + "/api/v1" + path).header("Authorization", "Bearer " + token).GET());
  }

  public Answer post(String path, Map<String, ?> body) {
    return Http.send(
        Http.request(origin + "/api/v1" + path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(Http.json(body)));
  }

  public Answer delete(String path) {
    return Http.send(
        Http.request(origin + "/api/v1" + path)
            .header("Authorization", "Bearer " + token)
            .DELETE());
  }

  /** A new organisation with one project and one key. */
  public Project project() {
    var slug = "e2e-" + Long.toString(RUN, 36) + "-" + NUMBER.incrementAndGet();
    JsonNode org = post("/orgs", Map.of("name", slug, "slug", slug)).ok();
    JsonNode project =
        post(
                "/orgs/" + org.path("id").asText() + "/projects",
                Map.of("name", slug, "slug", slug, "platform", "java"))
            .ok();
    var id = project.path("id").asText();
    JsonNode key = post("/projects/" + id + "/api-keys", Map.of("label", "e2e")).ok();
    return new Project(
        this,
        origin,
        id,
        project.path("number").asLong(),
        key.path("key_value").asText(),
        key.path("dsn").asText());
  }

  /** What it says who it is with. */
  public String token() {
    return token;
  }
}
