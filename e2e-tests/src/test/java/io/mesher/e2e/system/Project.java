package io.mesher.e2e.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A test's own project.
 *
 * @param origin where Mesher is
 * @param number what its DSN carries
 */
public record Project(Api api, String origin, String id, long number, String key, String dsn) {
  /** An acknowledged event is visible within this time. */
  public static final Duration VISIBLE = Duration.ofSeconds(2);

  /** What the API has answered holds at gateways and sockets within this time. */
  public static final Duration EFFECTIVE = Duration.ofSeconds(5);

  /** How long to wait for what has no promised time: an SDK sends when it likes. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A request that sends a native event. */
  public HttpRequest.Builder event(Map<String, ?> event) {
    return Http.request(origin + "/api/v1/events")
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .POST(Http.json(event));
  }

  /** Sends events until one is answered so. */
  public void sendUntil(int status, Duration within) {
    await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> send(Map.of("message", "are you there")).status() == status);
  }

  /** Sends a native event. */
  public Answer send(Map<String, ?> event) {
    return Http.send(event(event));
  }

  /** Lets only so many events pass in a minute. */
  public Project limitedTo(int events) {
    return limitedTo(events, 60);
  }

  /** Lets only so many events pass in a window. */
  public Project limitedTo(int events, int windowSeconds) {
    api.post(
            "/projects/" + id + "/settings",
            Map.of("rate_limit_events", events, "rate_limit_window_seconds", windowSeconds))
        .ok();
    return this;
  }

  /** The same; its events go to one gateway, past the edge. */
  public Project at(String gateway) {
    return new Project(api, gateway, id, number, key, dsn);
  }

  /** The same, sending with another of its keys. */
  public Project withKey(String value) {
    return new Project(api, origin, id, number, value, dsn);
  }

  /** Its keys, as the API lists them. */
  public JsonNode keys() {
    return api.get("/projects/" + id + "/api-keys").ok();
  }

  /** Revokes the key that it sends with. */
  public void revokeKey() {
    for (var each : keys()) {
      if (each.path("key_value").asText().equals(key)) {
        api.post("/api-keys/" + each.path("id").asText() + "/revoke", Map.of()).ok();
      }
    }
  }

  /** Makes somebody a member of its organisation. */
  public Colleague join(Colleague colleague) {
    api.post(members(), Map.of("user_id", colleague.id())).ok();
    return colleague;
  }

  /** Ends somebody's membership. */
  public void remove(Colleague colleague) {
    for (var member : api.get(members()).ok()) {
      if (member.path("user_id").asText().equals(colleague.id())) {
        api.post(members() + "/" + member.path("id").asText() + "/remove", Map.of()).ok();
      }
    }
  }

  private String members() {
    return "/orgs/" + organisation() + "/members";
  }

  /** Whose it is. */
  public String organisation() {
    return api.get("/projects/" + id).ok().path("org_id").asText();
  }

  /** Lets one event pass in a minute, and that one has been sent already. */
  public Project exhausted() {
    limitedTo(1);
    send(Map.of("message", "the only one of this minute")).ok();
    return this;
  }

  public List<JsonNode> issues() {
    var issues = new ArrayList<JsonNode>();
    api.get("/projects/" + id + "/issues").ok().path("data").forEach(issues::add);
    return issues;
  }

  /** The issues, as soon as there are so many. */
  public List<JsonNode> awaitIssues(int count, Duration within) {
    return await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(50))
        .until(this::issues, issues -> issues.size() == count);
  }

  /** The whole event, as soon as it is stored. */
  public JsonNode awaitEvent(String eventId, Duration within) {
    var answer =
        await()
            .atMost(within)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> api.get("/events/" + eventId), found -> found.status() == 200);
    return answer.body().path("event");
  }

  /** The latest event of an issue. */
  public JsonNode latestEvent(JsonNode issue) {
    var events = api.get("/issues/" + issue.path("id").asText() + "/events").ok().path("data");
    return api.get("/events/" + events.path(0).path("id").asText()).ok().path("event");
  }

  /** Makes an alert rule; its id. */
  public String alertRule(
      String name, Map<String, ?> condition, Map<String, ?> action, int cooldownMinutes) {
    return api.post(
            "/projects/" + id + "/alert-rules",
            Map.of(
                "name",
                name,
                "condition",
                condition,
                "action",
                action,
                "cooldown_minutes",
                cooldownMinutes))
        .ok()
        .path("id")
        .asText();
  }

  /** The newest alerts, newest first. */
  public List<JsonNode> alerts() {
    var alerts = new ArrayList<JsonNode>();
    api.get("/projects/" + id + "/alerts").ok().forEach(alerts::add);
    return alerts;
  }

  /** What became of an alert's messages. */
  public List<String> deliveries(JsonNode alert) {
    return api.get("/alerts/" + alert.path("id").asText() + "/deliveries")
        .ok()
        .findValuesAsText("status");
  }

  /** Opens its live stream. */
  public LiveStream stream() {
    return streamAs(api.token());
  }

  /** Opens its live stream at the same path under {@code /ws}. */
  public LiveStream streamUnderWs() {
    return LiveStream.withToken(webSocketUrl("/ws/stream/projects/" + number), api.token());
  }

  /** Opens its live stream with a token. */
  public LiveStream streamAs(String token) {
    return LiveStream.withToken(streamUrl(origin), token);
  }

  /** Opens its live stream with a browser's session. */
  public LiveStream streamWith(String cookie) {
    return LiveStream.withCookie(streamUrl(origin), cookie);
  }

  /** Opens its live stream with a ticket. */
  public LiveStream streamBy(String ticket) {
    return LiveStream.open(streamUrl(origin) + "?ticket=" + ticket);
  }

  /** Opens its live stream at one ws-gateway, past the edge. */
  public LiveStream streamAt(String gateway) {
    return LiveStream.withToken(streamUrl(gateway), api.token());
  }

  /** Of a path where Mesher is. */
  public String webSocketUrl(String path) {
    return origin.replaceFirst("^http", "ws") + path;
  }

  private String streamUrl(String gateway) {
    return gateway.replaceFirst("^http", "ws") + "/stream/projects/" + number;
  }
}
