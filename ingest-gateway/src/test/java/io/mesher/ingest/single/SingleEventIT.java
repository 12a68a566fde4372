package io.mesher.ingest.single;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class SingleEventIT {

  @Test
  void anAcceptedEventIsInKafkaAsItWasSent() {
    var project = TestProject.create();
    var id = UUID.randomUUID();
    var json = "{ \"event_id\": \"%s\",\"message\":\"ünï\", \"odd\": {\"a\":[1]} }".formatted(id);
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .body(json.getBytes(UTF_8))
          .post("/api/v1/events")
          .then()
          .statusCode(202)
          .body("status", equalTo("accepted"))
          .body("id", equalTo(Gateway.hex(id)));

      var record = gateway.published(project, 1).getFirst();
      assertThat(new String(record.value(), UTF_8)).isEqualTo(json);
      assertThat(record.key()).isNull();
      var accepted = AcceptedEvent.readFrom(record.headers());
      assertThat(accepted.eventId()).isEqualTo(id);
      assertThat(accepted.source()).isEqualTo(EventSource.NATIVE);
      assertThat(accepted.peerAddress()).isEqualTo("127.0.0.1");
      assertThat(accepted.receivedAt())
          .isCloseTo(Instant.now(), within(Duration.ofMinutes(1).toMillis(), ChronoUnit.MILLIS));
    }
  }
}
