package io.mesher.e2e.contract;

import static io.mesher.e2e.contract.Wire.assertChanged;
import static io.mesher.e2e.contract.Wire.assertError;
import static io.mesher.e2e.contract.Wire.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.Answer;
import io.mesher.e2e.system.Api;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alert rules and alerts, as clients of the original know them. */
@ExtendWith(Shared.class)
class AlertContractE2E {
  private static final Map<String, ?> NEW_ISSUE = Map.of("condition_type", "new_issue");

  /** So often a rule may be tested in a minute. */
  private static final int TESTS = 10;

  private final Api api;
  private final Project project;

  AlertContractE2E(MesherSystem mesher) {
    this.api = mesher.api();
    this.project = api.project();
  }

  @Test
  void aRuleIsMadeWithItsDefaults() {
    var made = make(Map.of("name", "plain", "condition", NEW_ISSUE));

    assertThat(made.status()).isEqualTo(201);
    assertThat(fields(made.body())).containsExactly("id");
    JsonNode rules = api.get("/projects/" + project.id() + "/alert-rules").ok();
    assertThat(rules.isArray()).isTrue();
    assertThat(rules).hasSize(1);
    JsonNode rule = rules.path(0);
    assertThat(fields(rule))
        .containsExactlyInAnyOrder(
            "id",
            "project_id",
            "name",
            "condition",
            "action",
            "enabled",
            "cooldown_minutes",
            "last_fired_at",
            "created_at",
            "target_disabled_at",
            "target_error");
    assertThat(rule.path("id")).isEqualTo(made.body().path("id"));
    assertThat(rule.path("project_id").asText()).isEqualTo(project.id());
    assertThat(rule.path("name").asText()).isEqualTo("plain");
    assertThat(rule.path("condition").toString()).isEqualTo("{\"condition_type\":\"new_issue\"}");
    assertThat(rule.path("action").toString()).isEqualTo("{\"type\":\"websocket\"}");
    assertThat(rule.path("enabled").isBoolean()).isTrue();
    assertThat(rule.path("enabled").asBoolean()).isTrue();
    assertThat(rule.path("cooldown_minutes").asInt()).isEqualTo(60);
    assertThat(rule.path("last_fired_at").isNull()).isTrue();
    assertThat(Instant.parse(rule.path("created_at").asText())).isBefore(Instant.now());
    assertThat(rule.path("target_disabled_at").isNull()).isTrue();
    assertThat(rule.path("target_error").isNull()).isTrue();
  }

  @Test
  void aRuleKeepsItsThresholdAndOnlyAWebhookHasASecret() {
    var condition = Map.of("condition_type", "threshold", "threshold", 100, "window_minutes", 5);
    var action = Map.of("type", "webhook", "url", "http://127.0.0.1:9/nobody");

    var made =
        make(
            Map.of(
                "name", "many", "condition", condition, "action", action, "cooldown_minutes", 0));

    assertThat(made.status()).isEqualTo(201);
    assertThat(fields(made.body())).containsExactlyInAnyOrder("id", "secret");
    JsonNode rule = rule();
    assertThat(rule.path("condition").toString())
        .isEqualTo("{\"condition_type\":\"threshold\",\"threshold\":100,\"window_minutes\":5}");
    assertThat(rule.path("action").path("type").asText()).isEqualTo("webhook");
    assertThat(rule.path("cooldown_minutes").asInt()).isZero();
    assertThat(rule.toString()).doesNotContain(made.body().path("secret").asText());
  }

  @Test
  void aRuleIsSwitchedAndDeleted() {
    var id = make(Map.of("name", "brief", "condition", NEW_ISSUE)).ok().path("id").asText();
    var rule = "/alert-rules/" + id;

    assertChanged(api.post(rule + "/toggle", Map.of("enabled", false)), 1);
    assertThat(rule().path("enabled").asBoolean(true)).isFalse();
    assertChanged(api.post(rule + "/toggle", Map.of("enabled", true)), 1);
    assertThat(rule().path("enabled").asBoolean()).isTrue();
    assertChanged(api.post(rule + "/delete", Map.of()), 1);
    assertThat(api.get("/projects/" + project.id() + "/alert-rules").ok()).isEmpty();
    assertError(api.post(rule + "/delete", Map.of()), 404, "alert rule not found");
    assertError(
        api.post("/alert-rules/" + UUID.randomUUID() + "/toggle", Map.of("enabled", true)),
        404,
        "alert rule not found");
  }

  @Test
  void anAlertIsListedAcknowledgedAndResolved() {
    var rule = project.alertRule("new", NEW_ISSUE, Map.of("type", "websocket"), 0);
    project.send(Map.of("message", "never seen")).ok();

    JsonNode alert = awaitAlert();

    assertThat(fields(alert))
        .containsExactlyInAnyOrder(
            "id",
            "rule_id",
            "project_id",
            "status",
            "message",
            "condition_snapshot",
            "triggered_at",
            "acknowledged_at",
            "resolved_at",
            "rule_name",
            "details");
    assertThat(alert.path("rule_id").asText()).isEqualTo(rule);
    assertThat(alert.path("project_id").asText()).isEqualTo(project.id());
    assertThat(alert.path("status").asText()).isEqualTo("active");
    assertThat(alert.path("message").asText()).isEqualTo("New issue: never seen");
    assertThat(alert.path("condition_snapshot").path("condition_type").asText())
        .isEqualTo("new_issue");
    assertThat(alert.path("acknowledged_at").isNull()).isTrue();
    assertThat(alert.path("resolved_at").isNull()).isTrue();
    assertThat(alert.path("rule_name").asText()).isEqualTo("new");
    assertThat(alert.path("details").path("issues").path(0).path("title").asText())
        .isEqualTo("never seen");
    assertThat(rule().path("last_fired_at").asText()).endsWith("Z");

    var path = "/alerts/" + alert.path("id").asText();
    assertStatus("active");
    assertChanged(api.post(path + "/acknowledge", Map.of()), 1);
    assertStatus("acknowledged");
    assertChanged(api.post(path + "/acknowledge", Map.of()), 0);
    assertThat(project.alerts().getFirst().path("acknowledged_at").asText()).endsWith("Z");
    assertChanged(api.post(path + "/resolve", Map.of()), 1);
    assertStatus("resolved");
    assertChanged(api.post(path + "/resolve", Map.of()), 0);
    assertChanged(api.post(path + "/acknowledge", Map.of()), 0);
    assertThat(project.alerts().getFirst().path("resolved_at").asText()).endsWith("Z");
  }

  @Test
  void theFiftyNewestAlertsAreListedNewestFirst() {
    var made = new HashSet<String>();
    for (int number = 0; number < 6; number++) {
      var rule = project.alertRule("rule " + number, NEW_ISSUE, Map.of("type", "websocket"), 0);
      for (int test = 0; test < TESTS; test++) {
        made.add(api.post("/alert-rules/" + rule + "/test", Map.of()).ok().path("id").asText());
      }
    }
    var last = api.get("/projects/" + project.id() + "/alerts").ok();

    assertThat(made).hasSize(60);
    assertThat(last).hasSize(50);
    assertThat(last)
        .extracting(alert -> Instant.parse(alert.path("triggered_at").asText()))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(last)
        .extracting(alert -> alert.path("rule_name").asText())
        .startsWith("rule 5")
        .endsWith("rule 1")
        .doesNotContain("rule 0");
  }

  private Answer make(Map<String, ?> rule) {
    return api.post("/projects/" + project.id() + "/alert-rules", rule);
  }

  /** The project's only rule. */
  private JsonNode rule() {
    JsonNode rules = api.get("/projects/" + project.id() + "/alert-rules").ok();
    assertThat(rules).hasSize(1);
    return rules.path(0);
  }

  private JsonNode awaitAlert() {
    return await()
        .atMost(Project.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(project::alerts, alerts -> !alerts.isEmpty())
        .getFirst();
  }

  /** The project's only alert is listed by this status and by no other. */
  private void assertStatus(String status) {
    for (var each : new String[] {"active", "acknowledged", "resolved"}) {
      JsonNode listed = api.get("/projects/" + project.id() + "/alerts?status=" + each).ok();
      assertThat(listed).as(each).hasSize(each.equals(status) ? 1 : 0);
    }
    assertThat(project.alerts().getFirst().path("status").asText()).isEqualTo(status);
  }
}
