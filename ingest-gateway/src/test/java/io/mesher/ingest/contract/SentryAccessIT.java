package io.mesher.ingest.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send what to whose project on Sentry's paths. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class SentryAccessIT {
  @BeforeAll
  static void ready() {
    new Gateway().close();
  }

  @Test
  void aProjectIsNamedByNumberSlugOrId() {
    var project = TestProject.create();

    for (var name : new Object[] {project.number(), project.slug(), project.id()}) {
      Gateway.as(project)
          .body(Bodies.envelope("{}", 0))
          .post("/api/{name}/envelope/", name)
          .then()
          .statusCode(200)
          .body("id", matchesPattern("[0-9a-f]{32}"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 403, forbidden",
    "other-project, 403, forbidden",
    "11111111-2222-3333-4444-555555555555, 403, forbidden",
    "Not_One, 400, invalid project",
    "99999999999999999999999, 400, invalid project"
  })
  void aKeyIsForTheProjectOfThePathAlone(String name, int status, String detail) {
    Gateway.as(TestProject.create())
        .body(Bodies.envelope("{}", 0))
        .post("/api/{name}/envelope/", name)
        .then()
        .statusCode(status)
        .header("X-Sentry-Error", detail)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Expose-Headers", containsString("x-sentry-rate-limits"))
        .body("detail", equalTo(detail));
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "envelope"})
  void withoutCredentialsItIs401(String endpoint) {
    RestAssured.given()
        .body(Bodies.envelope("{}", 0))
        .post("/api/1/{endpoint}/", endpoint)
        .then()
        .statusCode(401)
        .body("detail", equalTo("unauthorized"));
  }

  @Test
  void aNewerProtocolIs400() {
    RestAssured.given()
        .header(
            "X-Sentry-Auth", "Sentry sentry_version=8, sentry_key=" + TestProject.create().key())
        .body(Bodies.envelope("{}", 0))
        .post("/api/1/envelope/")
        .then()
        .statusCode(400);
  }

  @Test
  void headerAndDsnAreGoodTogetherWhenTheyAgree() {
    var project = TestProject.create();
    var envelope = "{\"dsn\":\"http://%s@localhost/%d\"}\n{\"type\":\"event\"}\n{}";

    Gateway.as(project)
        .body(envelope.formatted(project.key(), project.number()).getBytes(UTF_8))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(200);
    Gateway.as(project)
        .body(envelope.formatted(TestProject.create().key(), project.number()).getBytes(UTF_8))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(400);
  }

  @Test
  void aProjectTakesPagesOfItsOriginsOnly() {
    var project = TestProject.create();
    TestDatabase.execute(
        "UPDATE projects SET allowed_origins = '{https://shop.example}' WHERE id = ?",
        project.id());

    Gateway.as(project)
        .header("Origin", "https://shop.example")
        .body(Bodies.envelope("{}", 0))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(200);
    Gateway.as(project)
        .header("Origin", "https://other.example")
        .body(Bodies.envelope("{}", 0))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", "*");
    Gateway.as(project)
        .body(Bodies.envelope("{}", 0))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(200);
  }
}
