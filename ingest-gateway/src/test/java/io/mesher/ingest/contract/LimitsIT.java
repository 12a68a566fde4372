package io.mesher.ingest.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.mesher.admission.sampling.Sampling;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class LimitsIT {

  @BeforeAll
  static void ready() {
    new Gateway().close();
  }

  @Test
  void theEventAfterTheLastIsRefusedWithTheTrueWait() {
    var project = limited(3, 40);

    for (int i = 0; i < 2; i++) {
      Gateway.as(project)
          .body(Bodies.event())
          .post("/api/v1/events")
          .then()
          .statusCode(202)
          .header("X-Sentry-Rate-Limits", equalTo(null));
    }
    Gateway.as(project)
        .body(Bodies.event())
        .post("/api/v1/events")
        .then()
        .statusCode(202)
        .header(
            "X-Sentry-Rate-Limits",
            matchesPattern("(40|3[0-9]):error;default:project:rate_limited"));
    for (int i = 0; i < 2; i++) {
      Gateway.as(project)
          .body(Bodies.event())
          .post("/api/v1/events")
          .then()
          .statusCode(429)
          .header("Retry-After", matchesPattern("40|3[0-9]"))
          .header(
              "X-Sentry-Rate-Limits",
              matchesPattern("(40|3[0-9]):error;default:project:rate_limited"))
          .header("Access-Control-Allow-Origin", "*")
          .body("error", equalTo("rate limited"));
    }
    Gateway.as(project)
        .body(Bodies.envelope("{}", 1))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(429)
        .header("X-Sentry-Error", "rate limited");
    Gateway.as(project)
        .body("{}".getBytes(UTF_8))
        .post("/api/{name}/store/", project.number())
        .then()
        .statusCode(429);
    Gateway.as(project).body(Bodies.bulkOf(2)).post("/api/v1/events/bulk").then().statusCode(429);
  }

  @Test
  void theWindowEnds() {
    var project = limited(1, 1);
    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(202);

    await()
        .untilAsserted(
            () ->
                Gateway.as(project)
                    .body(Bodies.event())
                    .post("/api/v1/events")
                    .then()
                    .statusCode(202));
  }

  @Test
  void longWindowsSilenceSdksForFiveMinutesAtMost() {
    var project = limited(1, 3600);
    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(202);

    Gateway.as(project)
        .body(Bodies.envelope("{}", 0))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("3600|35[0-9][0-9]"))
        .header("X-Sentry-Rate-Limits", "300:error;default:project:rate_limited");
  }

  @Test
  void aBulkIsChargedByItsFitEvents() {
    var project = limited(5, 60);

    Gateway.as(project)
        .body("[{},{\"message\":\"a\"},{},{\"message\":\"b\"}]".getBytes(UTF_8))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(2));
    Gateway.as(project)
        .body(Bodies.bulkOf(5))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(202)
        .header("X-Sentry-Rate-Limits", matchesPattern("[0-9]+:error;default:project:rate_limited"))
        .body("accepted", equalTo(3))
        .body("rejected", equalTo(2))
        .body("results", hasSize(5))
        .body("results[2].id", matchesPattern("[0-9a-f]{32}"))
        .body("results[3].error", equalTo("rate limited"))
        .body("results[4].error", equalTo("rate limited"));
    Gateway.as(project)
        .body(Bodies.bulkOf(1))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[0-9]+"))
        .body("error", equalTo("rate limited"));
  }

  @Test
  void whatIsNoEventIsNeverLimited() {
    var project = limited(1, 60);
    var sessions = "{}\n{\"type\":\"session\"}\n{}\n";

    for (int i = 0; i < 3; i++) {
      Gateway.as(project)
          .body(sessions.getBytes(UTF_8))
          .post("/api/{name}/envelope/", project.number())
          .then()
          .statusCode(200);
    }
    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(202);
    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(429);
    Gateway.as(project)
        .body(sessions.getBytes(UTF_8))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(200);
  }

  @Test
  void aKeyMayHaveALimitOfItsOwn() {
    var project = limited(100, 60);
    TestDatabase.execute(
        "UPDATE api_keys SET rate_limit_events = 1 WHERE key_value = ?", project.key());
    var second = "mshr_" + "0".repeat(16) + project.id().toString().replace("-", "");
    TestDatabase.execute(
        "INSERT INTO api_keys (project_id, key_value) VALUES (?, ?)", project.id(), second);

    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(202);
    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(429);
    RestAssured.given()
        .header("Authorization", "Bearer " + second)
        .body(Bodies.event())
        .post("/api/v1/events")
        .then()
        .statusCode(202);
  }

  @Test
  void whatIsSampledOutIsAnsweredAsAcceptedAndNotCharged() {
    var project = limited(1, 60);
    TestDatabase.execute("UPDATE projects SET sample_rate = 0.5 WHERE id = ?", project.id());
    try (var gateway = new Gateway()) {
      assertThat(ids(project, false).limit(5).map(id -> post(project, id))).containsOnly(202);
      assertThat(ids(project, true).limit(2).map(id -> post(project, id)))
          .containsExactly(202, 429);

      assertThat(gateway.published(project, 1)).hasSize(1);
      assertThat(gateway.publishedSoFar(project))
          .extracting(record -> AcceptedEvent.readFrom(record.headers()).projectId())
          .containsExactly(project.id());
    }
  }

  /** Ids of events that a sample rate of a half keeps, or not. */
  private static Stream<UUID> ids(TestProject project, boolean kept) {
    return Stream.generate(UUID::randomUUID)
        .filter(id -> Sampling.keeps(project.id(), id, 0.5) == kept);
  }

  private static int post(TestProject project, UUID id) {
    return Gateway.as(project)
        .body("{\"message\":\"x\",\"event_id\":\"%s\"}".formatted(id).getBytes(UTF_8))
        .post("/api/v1/events")
        .statusCode();
  }

  private static TestProject limited(int events, int seconds) {
    var project = TestProject.create();
    TestDatabase.execute(
        "UPDATE projects SET rate_limit_events = ?, rate_limit_window_seconds = ? WHERE id = ?",
        events,
        seconds,
        project.id());
    return project;
  }
}
