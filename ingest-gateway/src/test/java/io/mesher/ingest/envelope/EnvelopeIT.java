package io.mesher.ingest.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class EnvelopeIT {

  @Test
  void theEventOfAnEnvelopeIsInKafkaAlone() {
    var project = TestProject.create();
    var id = UUID.randomUUID();
    var envelope =
        """
        {"event_id":"%s","sdk":{"name":"sentry.java"}}
        {"type":"session","length":2}
        {}
        {"type":"event","length":16}
        {"message":"é"}
        {"type":"attachment"}
        the attached
        """
            .formatted(id);
    try (var gateway = new Gateway()) {

      RestAssured.given()
          .header(
              "X-Sentry-Auth",
              "Sentry sentry_version=7,sentry_client=sentry.java/8.62.0,sentry_key="
                  + project.key())
          .body(envelope.getBytes(UTF_8))
          .post("/api/{project}/envelope/", project.number())
          .then()
          .statusCode(200)
          .header("Access-Control-Allow-Origin", "*")
          .body("id", equalTo(Gateway.hex(id)));

      var record = gateway.published(project, 1).getFirst();
      assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"message\":\"é\"}");
      var accepted = AcceptedEvent.readFrom(record.headers());
      assertThat(accepted.eventId()).isEqualTo(id);
      assertThat(accepted.source()).isEqualTo(EventSource.ENVELOPE);
      assertThat(accepted.sdk()).isEqualTo("sentry.java/8.62.0");
    }
  }

  @Test
  void theDsnOfTheHeaderIsEnough() {
    var project = TestProject.create();
    var envelope =
        "{\"dsn\":\"http://%s@localhost/%d\"}\n{\"type\":\"event\"}\n{\"message\":\"x\"}"
            .formatted(project.key(), project.number());
    try (var gateway = new Gateway()) {

      RestAssured.given()
          .body(envelope.getBytes(UTF_8))
          .post("/api/{project}/envelope", project.slug())
          .then()
          .statusCode(200);

      assertThat(gateway.published(project, 1)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "envelope"})
  void aKeyIsForItsProjectAlone(String endpoint) {
    var project = TestProject.create();
    var other = TestProject.create();

    Gateway.as(project)
        .body("{}\n".getBytes(UTF_8))
        .post("/api/{project}/{endpoint}/", other.id(), endpoint)
        .then()
        .statusCode(403)
        .header("X-Sentry-Error", "forbidden")
        .body("detail", equalTo("forbidden"));
  }

  @Test
  void aStoredEventIsInKafka() {
    var project = TestProject.create();
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .body("{\"message\":\"x\",\"n\":NaN}".getBytes(UTF_8))
          .post("/api/{project}/store/", project.number())
          .then()
          .statusCode(200);

      var record = gateway.published(project, 1).getFirst();
      assertThat(AcceptedEvent.readFrom(record.headers()).source()).isEqualTo(EventSource.STORE);
    }
  }
}
