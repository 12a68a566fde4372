package io.mesher.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class AlertRuleIT {
  private Person person;
  private String project;

  @BeforeEach
  void someoneWithAProject() {
    person = Person.register();
    project = person.makeProject();
  }

  @Test
  void theOriginalsJsonMakesARuleWithTheOriginalsDefaults() {
    create(
            """
            {"name": "too many",
             "condition": {"condition_type": "threshold", "threshold": 10, "window_minutes": 5}}""")
        .statusCode(201)
        .body("id", notNullValue())
        .body("$", not(hasKey("secret")));

    rules()
        .body("$", hasSize(1))
        .body("[0].project_id", equalTo(project))
        .body("[0].name", equalTo("too many"))
        .body(
            "[0].condition",
            equalTo(Map.of("condition_type", "threshold", "threshold", 10, "window_minutes", 5)))
        .body("[0].action", equalTo(Map.of("type", "websocket")))
        .body("[0].enabled", equalTo(true))
        .body("[0].cooldown_minutes", equalTo(60))
        .body("[0].last_fired_at", nullValue())
        .body("[0].created_at", notNullValue());
  }

  @Test
  void membersThatMeanNothingToATypeAreDropped() {
    create(
            """
            {"name": "new", "cooldown_minutes": 0, "action": {"type": "websocket"},
             "condition": {"condition_type": "new_issue", "threshold": 0, "window_minutes": 0}}""")
        .statusCode(201);

    rules()
        .body("[0].condition", equalTo(Map.of("condition_type", "new_issue")))
        .body("[0].cooldown_minutes", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | {\"condition\": {\"condition_type\": \"new_issue\"}}",
        "condition | {\"name\": \"n\"}",
        "condition.condition_type | {\"name\": \"n\", \"condition\": {\"condition_type\": \"x\"}}",
        "condition.threshold | {\"name\": \"n\", \"condition\": {\"condition_type\": \"threshold\","
            + " \"window_minutes\": 5}}",
        "condition.threshold | {\"name\": \"n\", \"condition\": {\"condition_type\":"
            + " \"users_affected\", \"threshold\": -1}}",
        "condition.window_minutes | {\"name\": \"n\", \"condition\": {\"condition_type\":"
            + " \"threshold\", \"threshold\": 1, \"window_minutes\": 1441}}",
        "condition.factor | {\"name\": \"n\", \"condition\": {\"condition_type\": \"spike\","
            + " \"factor\": 1}}",
        "condition.filter.level | {\"name\": \"n\", \"condition\": {\"condition_type\":"
            + " \"new_issue\", \"filter\": {\"level\": \"bad\"}}}",
        "condition.filter.environment | {\"name\": \"n\", \"condition\": {\"condition_type\":"
            + " \"new_issue\", \"filter\": {\"environment\": \"production\"}}}",
        "cooldown_minutes | {\"name\": \"n\", \"cooldown_minutes\": -1, \"condition\":"
            + " {\"condition_type\": \"new_issue\"}}",
        "action.type | {\"name\": \"n\", \"action\": {\"type\": \"pigeon\"}, \"condition\":"
            + " {\"condition_type\": \"new_issue\"}}",
        "action.url | {\"name\": \"n\", \"action\": {\"type\": \"webhook\"}, \"condition\":"
            + " {\"condition_type\": \"new_issue\"}}",
        "action.url | {\"name\": \"n\", \"action\": {\"type\": \"webhook\", \"url\":"
            + " \"http://169.254.169.254/latest\"}, \"condition\": {\"condition_type\":"
            + " \"new_issue\"}}",
        "action.url | {\"name\": \"n\", \"action\": {\"type\": \"slack\", \"url\":"
            + " \"ftp://hooks.example/x\"}, \"condition\": {\"condition_type\": \"new_issue\"}}",
        "action.to | {\"name\": \"n\", \"action\": {\"type\": \"email\", \"to\":"
            + " [\"somebody@else.example\"]}, \"condition\": {\"condition_type\": \"new_issue\"}}"
      })
  void whatIsWrongIsNamed(String field, String rule) {
    create(rule)
        .statusCode(400)
        .body("errors.field", contains(field))
        .body("error", startsWith(field + " "));

    rules().body("$", empty());
  }

  @Test
  void aWebhooksSecretIsShownOnceAndReplacedByAnother() {
    var made = create(webhook("https://hooks.example/mesher")).statusCode(201).extract();
    String first = made.path("secret");

    String second =
        person
            .call()
            .post("/api/v1/alert-rules/" + made.path("id") + "/rotate-secret")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");

    assertThat(first).startsWith("whsec_").hasSize("whsec_".length() + 44);
    assertThat(second).startsWith("whsec_").isNotEqualTo(first);
    rules().body("[0]", not(hasKey("secret")));
  }

  @Test
  void aSlackUrlIsKeptAndNotShown() {
    String id =
        create(
                webhook("https://hooks.slack.example/services/T0/B0/secret")
                    .replace("webhook", "slack"))
            .statusCode(201)
            .extract()
            .path("id");

    change(id, "{\"name\": \"renamed\", \"action\": {\"type\": \"slack\"}}")
        .body("affected", equalTo(1));

    rules()
        .body("[0].name", equalTo("renamed"))
        .body("[0].action.url", equalTo("https://hooks.slack.example/…"));
    assertThat(
            TestDatabase.query(
                "SELECT action_json->>'url' AS url FROM alert_rules WHERE id = CAST(? AS uuid)",
                id))
        .first()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("url", "https://hooks.slack.example/services/T0/B0/secret"));
  }

  @Test
  void aRuleIsChangedSwitchedAndDeleted() {
    String id = newIssueRule();

    change(id, "{\"cooldown_minutes\": 5}").body("affected", equalTo(1));
    change(id, "{\"cooldown_minutes\": 5}").body("affected", equalTo(0));
    change(id, "{\"condition\": {\"condition_type\": \"spike\"}}").body("affected", equalTo(1));
    toggle(id, false).body("affected", equalTo(1));
    toggle(id, false).body("affected", equalTo(1));

    rules()
        .body("[0].cooldown_minutes", equalTo(5))
        .body("[0].enabled", equalTo(false))
        .body("[0].condition.threshold", equalTo(10))
        .body("[0].condition.window_minutes", equalTo(5))
        .body("[0].condition.factor", equalTo(3.0f));
    delete(id).body("status", equalTo("ok")).body("affected", equalTo(1));
    rules().body("$", empty());
    person.call().post("/api/v1/alert-rules/" + id + "/delete").then().statusCode(404);
  }

  @Test
  void aProjectHasAtMostOneHundredRules() {
    TestDatabase.execute(
        "INSERT INTO alert_rules (project_id, name, condition_json)"
            + " SELECT CAST(? AS uuid), 'n', '{\"condition_type\":\"new_issue\"}'"
            + " FROM generate_series(1, 100)",
        project);

    create("{\"name\": \"n\", \"condition\": {\"condition_type\": \"new_issue\"}}")
        .statusCode(409)
        .body("error", equalTo("too many alert rules (max 100)"));
  }

  private String newIssueRule() {
    return create("{\"name\": \"n\", \"condition\": {\"condition_type\": \"new_issue\"}}")
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String webhook(String url) {
    return """
        {"name": "hook", "condition": {"condition_type": "new_issue"},
         "action": {"type": "webhook", "url": "%s"}}"""
        .formatted(url);
  }

  private ValidatableResponse create(String rule) {
    return person.call().body(rule).post("/api/v1/projects/" + project + "/alert-rules").then();
  }

  private ValidatableResponse change(String id, String change) {
    return person.call().body(change).patch("/api/v1/alert-rules/" + id).then().statusCode(200);
  }

  private ValidatableResponse toggle(String id, boolean enabled) {
    return person
        .call()
        .body(Map.of("enabled", enabled))
        .post("/api/v1/alert-rules/" + id + "/toggle")
        .then()
        .statusCode(200)
        .body("status", equalTo("ok"));
  }

  private ValidatableResponse delete(String id) {
    return person.call().post("/api/v1/alert-rules/" + id + "/delete").then().statusCode(200);
  }

  private ValidatableResponse rules() {
    return person.call().get("/api/v1/projects/" + project + "/alert-rules").then().statusCode(200);
  }
}
