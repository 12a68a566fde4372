package io.mesher.ingest.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How old the oldest unread event is, is these tests' doing. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class PressureIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @BeforeEach
  void ready() {
    new Gateway().close();
  }

  @Test
  void nearTheLossOfWhatIsUnreadNothingMoreIsAccepted() throws Exception {
    var project = TestProject.create();
    single(project).then().statusCode(202);

    try (var backlog = Backlog.of(Duration.ofHours(51), 1)) {
      awaitPressure(2);

      for (var refused : new Response[] {single(project), bulk(project), envelope(project, "{}")}) {
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(refused.header("X-Sentry-Rate-Limits")).startsWith("60:error;default:");
        assertThat(refused.asString()).contains("the pipeline is behind");
      }
    }

    awaitPressure(0);
    single(project).then().statusCode(202);
  }

  @Test
  void behindANoisyProjectIsHeldToItsShareAndAQuietOneGoesOn() throws Exception {
    var noisy = TestProject.create();
    TestDatabase.execute(
        "UPDATE projects SET rate_limit_events = 10000000 WHERE id = ?", noisy.id());
    var quiet = TestProject.create();

    try (var backlog = Backlog.of(Duration.ofHours(2), 0)) {
      awaitPressure(1);

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                single(quiet).then().statusCode(202);
                return bulk(noisy).asString().contains("the pipeline is behind");
              });
      for (int i = 0; i < 10; i++) {
        single(quiet).then().statusCode(202);
      }
    }

    awaitPressure(0);
    bulk(noisy).then().statusCode(202);
  }

  private static void awaitPressure(int level) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> Metrics.globalRegistry.get("mesher.admission.pressure").gauge().value() == level);
  }

  private static Response single(TestProject project) {
    return Gateway.as(project).body(Bodies.event()).post("/api/v1/events");
  }

  private static Response bulk(TestProject project) {
    return Gateway.as(project).body(Bodies.bulkOf(100)).post("/api/v1/events/bulk");
  }

  private static Response envelope(TestProject project, String event) {
    return Gateway.as(project)
        .body(Bodies.envelope(event, 0))
        .post("/api/{name}/envelope/", project.number());
  }
}
