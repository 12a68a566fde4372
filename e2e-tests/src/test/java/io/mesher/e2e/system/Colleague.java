package io.mesher.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody with a browser: registered and signed in.
 *
 * @param cookie the session's, as a browser sends it
 */
public record Colleague(MesherSystem mesher, String id, String email, String cookie) {
  private static final String PASSWORD = "a long enough password";

  /** Registers a person nobody else is. */
  public static Colleague register(MesherSystem mesher, String name) {
    var email = name + "-" + UUID.randomUUID() + "@colleagues.example";
    var answer =
        Http.send(
            Http.request(mesher.settings().publicUrl() + "/api/v1/auth/register")
                .header("Content-Type", "application/json")
                .POST(
                    Http.json(Map.of("email", email, "password", PASSWORD, "display_name", name))));
    JsonNode user = answer.ok().path("user");
    return new Colleague(mesher, user.path("id").asText(), email, cookieOf(answer));
  }

  /** Signs in once more: another session of the same person. */
  public Colleague signInAgain() {
    var answer = post("/auth/login", Map.of("email", email, "password", PASSWORD));
    answer.ok();
    return new Colleague(mesher, id, email, cookieOf(answer));
  }

  /** Posts as its page does. */
  public Answer post(String path, Map<String, ?> body) {
    return Http.send(
        Http.request(mesher.settings().publicUrl() + "/api/v1" + path)
            .header("Content-Type", "application/json")
            .header("Cookie", cookie)
            .header("X-Mesher-Csrf", "1")
            .POST(Http.json(body)));
  }

  /** A new password, with which only this session goes on. */
  public void changePassword() {
    post(
            "/auth/password",
            Map.of("current_password", PASSWORD, "new_password", "another long password"))
        .ok();
  }

  /** A new API token of theirs, as the API answers it: {@code id} and {@code token}. */
  public JsonNode makeToken() {
    return post("/tokens", Map.of("scope", "read")).ok();
  }

  /** Watches a project with a ticket. */
  public LiveStream watchByTicket(Project project) {
    var ticket = post("/stream-tickets", Map.of("project_id", project.id())).ok();
    return project.streamBy(ticket.path("ticket").asText());
  }

  /** Watches a project as the page does. */
  public LiveStream watch(Project project) {
    return project.streamWith(cookie);
  }

  private static String cookieOf(Answer answer) {
    var header = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return header.substring(0, header.indexOf(';'));
  }
}
