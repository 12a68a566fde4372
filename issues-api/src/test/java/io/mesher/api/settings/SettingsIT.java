package io.mesher.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class SettingsIT {

  @Test
  void aNewProjectHasTheDefaults() {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .get("/api/v1/projects/" + project + "/settings")
        .then()
        .statusCode(200)
        .body("retention_days", equalTo(90))
        .body("sample_rate", equalTo(1.0f))
        .body("rate_limit_events", equalTo(1000))
        .body("rate_limit_window_seconds", equalTo(60))
        .body("allowed_origins", contains("*"))
        .body("scrub_fields", empty())
        .body("scrub_ip", equalTo(false));
  }

  @Test
  void whatIsGivenChangesAndTheGatewaysAreToldOnce() {
    var person = Person.register();
    var project = person.makeProject();
    var change =
        Map.of(
            "retention_days",
            30,
            "sample_rate",
            0.5,
            "allowed_origins",
            List.of("https://shop.example"),
            "scrub_ip",
            true);

    for (int i = 0; i < 2; i++) {
      person
          .call()
          .body(change)
          .post("/api/v1/projects/" + project + "/settings")
          .then()
          .statusCode(200)
          .body("status", equalTo("ok"))
          .body("affected", equalTo(1));
    }

    person
        .call()
        .get("/api/v1/projects/" + project + "/settings")
        .then()
        .body("retention_days", equalTo(30))
        .body("rate_limit_events", equalTo(1000))
        .body("allowed_origins", contains("https://shop.example"))
        .body("scrub_ip", equalTo(true));
    assertThat(TestDatabase.query("SELECT version FROM outbox WHERE key = ?", "PROJECT:" + project))
        .singleElement()
        .satisfies(message -> assertThat(message).containsEntry("version", 2L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "http://localhost:3000",
        "https://*.example.com",
        "shop.example",
        "*.shop.example"
      })
  void pagesMayBeOfAnOriginAHostOrAllBelowOne(String origin) {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .body(Map.of("allowed_origins", List.of(origin)))
        .post("/api/v1/projects/" + project + "/settings")
        .then()
        .statusCode(200);

    person
        .call()
        .get("/api/v1/projects/" + project + "/settings")
        .then()
        .body("allowed_origins", contains(origin));
  }

  @ParameterizedTest
  @CsvSource({
    "allowed_origins, '[\"a/b\"]'",
    "allowed_origins, '[\"a.*.b\"]'",
    "retention_days, 0",
    "retention_days, 91",
    "sample_rate, -0.1",
    "sample_rate, 1.1",
    "rate_limit_events, 0",
    "rate_limit_window_seconds, 86401",
    "allowed_origins, '[\"ftp://x\"]'",
    "scrub_fields, '[\"\"]'",
    "retention_days, '\"many\"'"
  })
  void whatIsOutOfRangeIsNamed(String field, String value) {
    var person = Person.register();
    var project = person.makeProject();

    var field0 =
        person
            .call()
            .body("{\"" + field + "\": " + value + "}")
            .post("/api/v1/projects/" + project + "/settings")
            .then()
            .statusCode(400)
            .extract()
            .<String>path("errors[0].field");

    assertThat(field0).startsWith(field);
  }
}
