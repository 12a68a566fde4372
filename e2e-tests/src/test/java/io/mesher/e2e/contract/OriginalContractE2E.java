package io.mesher.e2e.contract;

import static io.mesher.e2e.contract.Wire.assertChanged;
import static io.mesher.e2e.contract.Wire.assertError;
import static io.mesher.e2e.contract.Wire.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.Answer;
import io.mesher.e2e.system.Api;
import io.mesher.e2e.system.Colleague;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Paths, codes, texts and fields that the original had, but for alerts. */
@ExtendWith(Shared.class)
class OriginalContractE2E {
  private final MesherSystem mesher;
  private final Api api;

  OriginalContractE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.api = mesher.api();
  }

  @Test
  void membersAreListedAddedChangedAndRemoved() {
    var members = "/orgs/" + mesher.account().orgId() + "/members";
    JsonNode owner = api.get(members).ok().path(0);

    assertThat(fields(owner))
        .containsExactlyInAnyOrder("id", "user_id", "email", "display_name", "role", "joined_at");
    assertThat(owner.path("role").asText()).isEqualTo("owner");
    assertError(api.post(members, Map.of("role", "member")), 400, "user_id is required");
    assertError(
        api.post(members, Map.of("user_id", UUID.randomUUID().toString())), 404, "user not found");
    Answer added =
        api.post(members, Map.of("user_id", Colleague.register(mesher, "is-added").id()));
    assertThat(added.status()).isEqualTo(201);
    assertThat(fields(added.body())).containsExactly("id");
    var other = members + "/" + added.body().path("id").asText();
    assertThat(api.get(members).ok().findValuesAsText("role")).contains("member");
    assertChanged(api.post(other + "/role", Map.of("role", "admin")), 1);
    assertChanged(api.post(other + "/remove", Map.of()), 1);
    var own = members + "/" + owner.path("id").asText();
    assertChanged(api.post(own + "/role", Map.of("role", "owner")), 1);
    assertThat(api.post(own + "/remove", Map.of()).status()).isEqualTo(409);
  }

  @Test
  void keysAreMadeListedAndRevoked() {
    var project = api.project();
    var keys = "/projects/" + project.id() + "/api-keys";

    Answer made = api.post(keys, Map.of());

    assertThat(made.status()).isEqualTo(201);
    assertThat(fields(made.body())).containsExactlyInAnyOrder("key_value", "id", "dsn");
    assertThat(made.body().path("key_value").asText()).matches("mshr_[0-9a-f]{48}");
    JsonNode listed = api.get(keys).ok().path(1);
    assertThat(fields(listed))
        .containsExactlyInAnyOrder(
            "id", "project_id", "key_value", "label", "created_at", "revoked_at", "dsn");
    assertThat(listed.path("label").asText()).isEqualTo("default");
    var revoke = "/api-keys/" + made.body().path("id").asText() + "/revoke";
    assertChanged(api.post(revoke, Map.of()), 1);
    assertChanged(api.post(revoke, Map.of()), 1);
  }

  @Test
  void issuesAreListedAndLiveAsTheirTransitionsAllow() {
    var project = stored(api.project(), "the disk is full");
    Answer list = api.get("/projects/" + project.id() + "/issues?status=unresolved&level=error");
    JsonNode issue = list.ok().path("data").path(0);
    var path = "/issues/" + issue.path("id").asText();

    assertThat(fields(list.body())).containsExactly("data", "has_more");
    assertThat(fields(issue))
        .containsExactlyInAnyOrder(
            "id",
            "title",
            "culprit",
            "level",
            "status",
            "event_count",
            "user_count",
            "first_seen",
            "last_seen",
            "assigned_to");
    assertChanged(api.post(path + "/resolve", Map.of()), 1);
    assertChanged(api.post(path + "/resolve", Map.of()), 0);
    assertChanged(api.post(path + "/unresolve", Map.of()), 1);
    assertChanged(api.post(path + "/archive", Map.of()), 1);
    assertChanged(api.post(path + "/discard", Map.of()), 1);
    assertChanged(api.post(path + "/archive", Map.of()), 0);
    assertChanged(api.post(path + "/unresolve", Map.of()), 1);
    var member =
        api.get("/orgs/" + mesher.account().orgId() + "/members").ok().path(0).path("user_id");
    assertOk(api.post(path + "/assign", Map.of("user_id", member.asText())));
    assertOk(api.post(path + "/assign", Map.of("user_id", "")));
    assertChanged(api.post(path + "/delete", Map.of()), 1);
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void eventsOfAnIssueAreListedAndShownWithTheirNeighbours() {
    var project = stored(stored(api.project(), "no route to db 1"), "no route to db 2");
    var issue = project.awaitIssues(1, Project.PATIENCE).getFirst().path("id").asText();

    Answer page = api.get("/issues/" + issue + "/events?limit=1");

    assertThat(fields(page.ok()))
        .containsExactlyInAnyOrder("data", "has_more", "next_cursor", "next_cursor_id");
    JsonNode newest = page.body().path("data").path(0);
    assertThat(fields(newest)).containsExactlyInAnyOrder("id", "level", "message", "received_at");
    var next =
        "?limit=1&cursor=%s&cursor_id=%s"
            .formatted(
                page.body().path("next_cursor").asText(),
                page.body().path("next_cursor_id").asText());
    Answer last = api.get("/issues/" + issue + "/events" + next);
    assertThat(fields(last.ok())).containsExactlyInAnyOrder("data", "has_more");
    assertThat(api.get("/issues/" + issue + "/timeline").ok()).hasSize(2);
    JsonNode shown = api.get("/events/" + newest.path("id").asText()).ok();
    assertThat(fields(shown.path("event")))
        .contains(
            "id",
            "project_id",
            "issue_id",
            "level",
            "message",
            "fingerprint",
            "exception",
            "stacktrace",
            "breadcrumbs",
            "tags",
            "extra",
            "user_context",
            "sdk_name",
            "sdk_version",
            "received_at");
    assertThat(shown.path("navigation").path("prev_id").asText().replace("-", ""))
        .isEqualTo(last.body().path("data").path(0).path("id").asText().replace("-", ""));
    var hex = newest.path("id").asText().replace("-", "");
    assertThat(api.get("/events/" + hex).ok()).isEqualTo(shown);
    assertThat(api.get("/events/" + hex + "?project=" + project.number()).ok()).isEqualTo(shown);
    assertError(
        api.get("/events/" + UUID.randomUUID().toString().replace("-", "")),
        404,
        "event not found");
  }

  @Test
  void eventsAreFoundByWordsAndTags() {
    var project = stored(api.project(), "the queue is stuck");
    var events = "/projects/" + project.id() + "/events";

    JsonNode found = api.get(events + "/search?q=stuck").ok();
    JsonNode tagged = api.get(events + "/tags?key=host&value=db-3").ok();

    assertThat(found).hasSize(1);
    assertThat(fields(found.path(0)))
        .containsExactlyInAnyOrder("id", "issue_id", "level", "message", "received_at");
    assertThat(tagged.path(0).path("tags").path("host").asText()).isEqualTo("db-3");
    assertError(api.get(events + "/search"), 400, "missing search query");
    assertError(api.get(events + "/tags?key=host"), 400, "missing key or value parameter");
  }

  @Test
  void theDashboardAddsUp() {
    var project = stored(api.project(), "the mail bounced");
    var dashboard = "/projects/" + project.id() + "/dashboard";

    JsonNode volume = api.get(dashboard + "/volume?bucket=hour").ok();

    long events = 0;
    for (var bucket : volume) {
      assertThat(fields(bucket)).containsExactlyInAnyOrder("bucket", "count");
      events += bucket.path("count").asLong();
    }
    assertThat(events).isEqualTo(1);
    assertThat(api.get(dashboard + "/volume?bucket=day").ok()).hasSizeBetween(1, 2);
    assertThat(api.get(dashboard + "/levels").ok().path(0).path("level").asText())
        .isEqualTo("error");
    assertThat(fields(api.get(dashboard + "/top-issues?limit=5").ok().path(0)))
        .containsExactlyInAnyOrder("id", "title", "level", "status", "event_count", "last_seen");
    JsonNode hosts = api.get(dashboard + "/tags?key=host").ok();
    assertThat(hosts.path(0).path("value").asText()).isEqualTo("db-3");
    assertThat(hosts.path(0).path("count").asInt()).isEqualTo(1);
    assertError(api.get(dashboard + "/tags"), 400, "missing key parameter");
    JsonNode health = api.get(dashboard + "/health").ok();
    assertThat(fields(health))
        .containsExactlyInAnyOrder("unresolved_count", "events_24h", "new_today");
    assertError(
        api.get("/projects/" + UUID.randomUUID() + "/dashboard/health"), 404, "project not found");
  }

  @Test
  void settingsAreShownAndChanged() {
    var settings = "/projects/" + api.project().id() + "/settings";

    assertThat(fields(api.get(settings).ok()))
        .contains(
            "retention_days",
            "sample_rate",
            "rate_limit_events",
            "rate_limit_window_seconds",
            "allowed_origins",
            "scrub_fields",
            "scrub_ip");
    assertChanged(api.post(settings, Map.of("retention_days", 30)), 1);
    assertChanged(api.post(settings, Map.of("retention_days", 30)), 1);
    assertThat(api.get(settings).ok().path("retention_days").asInt()).isEqualTo(30);
    Answer refused = api.post(settings, Map.of("retention_days", 91));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("errors").path(0).path("field").asText())
        .isEqualTo("retention_days");
  }

  @Test
  void storageIsToldInEventsAndBytes() {
    JsonNode storage = api.get("/projects/" + api.project().id() + "/storage").ok();

    assertThat(fields(storage)).containsExactlyInAnyOrder("event_count", "estimated_bytes");
  }

  /** Sends an error that bears a tag and waits until it is stored. */
  private static Project stored(Project project, String message) {
    JsonNode accepted =
        project
            .send(Map.of("message", message, "level", "error", "tags", Map.of("host", "db-3")))
            .ok();
    project.awaitEvent(accepted.path("id").asText(), Project.PATIENCE);
    return project;
  }

  private static void assertOk(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString()).isEqualTo("{\"status\":\"ok\"}");
  }
}
