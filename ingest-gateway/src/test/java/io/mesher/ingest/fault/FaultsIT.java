package io.mesher.ingest.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.Frozen;
import io.mesher.testkit.server.MesherServers;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class FaultsIT {
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  @TestHTTPResource(value = "/health/ready", management = true)
  URL readiness;

  @BeforeEach
  void ready() {
    new Gateway().close();
  }

  @Test
  void withoutKafkaItIs503InTimeAndThenAgainAccepted() {
    var project = TestProject.create();
    send(project).statusCode(202);

    try (var kafka = Frozen.server("KafkaBroker")) {
      send(project)
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("error", equalTo("temporarily unavailable"))
          .time(lessThan(5_500L));
      RestAssured.get(readiness).then().statusCode(503);
    }

    await().atMost(RECOVERY).untilAsserted(() -> send(project).statusCode(202));
    await().atMost(RECOVERY).untilAsserted(() -> RestAssured.get(readiness).then().statusCode(200));
  }

  @Test
  void withoutRedisKnownProjectsGoOnWithinALocalLimit() {
    var project = TestProject.create();
    send(project).statusCode(202);

    try (var redis = Frozen.server("redis-server")) {
      send(project).statusCode(202).time(lessThan(5_000L));
      await()
          .atMost(RECOVERY)
          .untilAsserted(() -> assertThat(state("redis")).isEqualTo("degraded"));
      send(project).statusCode(202).time(lessThan(5_000L));
      RestAssured.get(readiness).then().statusCode(200);
      assertThat(Metrics.globalRegistry.get("mesher.admission.redis.connected").gauge().value())
          .isZero();
    }

    await().atMost(RECOVERY).untilAsserted(() -> assertThat(state("redis")).isEqualTo("connected"));
    send(project).statusCode(202);
  }

  @Test
  void withoutPostgresqlKnownKeysGoOnAndOthersAreToldToWait() {
    var project = TestProject.create();
    var unseen = TestProject.create();
    send(project).statusCode(202);

    try (var postgresql = Frozen.server("bin/postgres\0")) {
      send(project).statusCode(202).time(lessThan(5_000L));
      send(unseen).statusCode(503).header("Retry-After", notNullValue()).time(lessThan(5_000L));
      send(project).statusCode(202);
      RestAssured.get(readiness).then().statusCode(200);
      assertThat(state("postgresql")).isEqualTo("degraded");
    }

    await()
        .atMost(RECOVERY)
        .untilAsserted(() -> assertThat(state("postgresql")).isEqualTo("connected"));
    await().atMost(RECOVERY).untilAsserted(() -> send(unseen).statusCode(202));
  }

  private String state(String server) {
    return RestAssured.get(readiness)
        .path("checks.find { it.name == '" + server + "' }.data.state");
  }

  private static ValidatableResponse send(TestProject project) {
    return Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then();
  }
}
