package io.mesher.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts from their firing, or a test of it, to their end. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class AlertLifeIT {
  private Person person;
  private String project;
  private String rule;

  @BeforeEach
  void someoneWithARule() {
    person = Person.register();
    project = person.makeProject();
    rule =
        person
            .call()
            .body("{\"name\": \"n\", \"condition\": {\"condition_type\": \"new_issue\"}}")
            .post("/api/v1/projects/" + project + "/alert-rules")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  @Test
  void aTestFiresOnTheStreamAndLeavesTheCooldownAlone() {
    String alert = test().statusCode(201).extract().path("id");

    person
        .call()
        .get("/api/v1/projects/" + project + "/alert-rules")
        .then()
        .statusCode(200)
        .body("[0].last_fired_at", nullValue());
    alerts("")
        .body("id", contains(alert))
        .body("[0].rule_id", equalTo(rule))
        .body("[0].rule_name", equalTo("n"))
        .body("[0].status", equalTo("resolved"));
    assertThat(
            TestDatabase.query(
                "SELECT payload->>'alert_id' AS alert FROM outbox WHERE topic ="
                    + " 'mesher.alerts.fired' AND key = ?",
                project))
        .containsExactly(Map.of("alert", alert));
    for (int i = 1; i < 10; i++) {
      test().statusCode(201);
    }
    test().statusCode(429);
  }

  @Test
  void anAlertIsAcknowledgedThenResolvedAndNeverGoesBack() {
    String alert = activeAlert();

    alerts("?status=active").body("id", contains(alert)).body("[0].status", equalTo("active"));
    move(alert, "acknowledge").body("affected", equalTo(1));
    move(alert, "acknowledge").body("affected", equalTo(0));
    alerts("?status=acknowledged")
        .body("id", contains(alert))
        .body("[0].acknowledged_at", notNullValue())
        .body("[0].resolved_at", nullValue());
    move(alert, "resolve").body("affected", equalTo(1));
    move(alert, "resolve").body("affected", equalTo(0));
    move(alert, "acknowledge").body("affected", equalTo(0));

    alerts("?status=resolved").body("id", contains(alert)).body("[0].resolved_at", notNullValue());
    alerts("?status=active").body("$", empty());
    person
        .call()
        .get("/api/v1/projects/" + project + "/alerts?status=over")
        .then()
        .statusCode(400)
        .body("error", equalTo("status must be active, acknowledged or resolved"));
  }

  private String activeAlert() {
    var id = UUID.randomUUID().toString();
    TestDatabase.execute(
        "INSERT INTO alerts (id, rule_id, project_id, message, condition_snapshot, cause)"
            + " VALUES (CAST(? AS uuid), CAST(? AS uuid), CAST(? AS uuid), 'm', '{}', 'c')",
        id,
        rule,
        project);
    return id;
  }

  private ValidatableResponse test() {
    return person.call().post("/api/v1/alert-rules/" + rule + "/test").then();
  }

  private ValidatableResponse move(String alert, String verb) {
    return person
        .call()
        .post("/api/v1/alerts/" + alert + "/" + verb)
        .then()
        .statusCode(200)
        .body("status", equalTo("ok"));
  }

  private ValidatableResponse alerts(String query) {
    return person
        .call()
        .get("/api/v1/projects/" + project + "/alerts" + query)
        .then()
        .statusCode(200);
  }
}
