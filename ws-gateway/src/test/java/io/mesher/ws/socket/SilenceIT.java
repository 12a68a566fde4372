package io.mesher.ws.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TopicWriter;
import io.mesher.ws.fixture.Service;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.StreamRequest;
import io.mesher.ws.fixture.TestSocket;
import io.mesher.ws.fixture.Viewer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients that are silent: those that only listen stay, those that are gone go. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
@TestProfile(SilenceIT.Impatient.class)
class SilenceIT {

  /** Pings each second, waits for four. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("mesher.ws.socket.ping", "1s", "mesher.ws.socket.silence", "4s");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject MeterRegistry metrics;

  @Test
  void aClientThatDoesNotReadIsCutOffAndOneThatListensStays() {
    Service.awaitReady();
    var project = TestProject.create();
    var viewer = Viewer.memberOf(project);
    try (var writer = new TopicWriter();
        var listening = open(project, viewer);
        var frozen = open(project, viewer)) {
      frozen.freeze();
      var bulky = Map.of("bulk", "x".repeat(100_000));
      for (int i = 0; i < 200; i++) {
        Stored.publish(
            writer, Stored.event(project.id(), "event " + i, "error", "production", bulky));
      }

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> metrics.get("mesher.ws.stream.clients").gauge().value() == 1);

      Stored.publish(writer, Stored.event(project.id(), "still there"));
      assertThat(listening.awaitEvent("still there")).isNotNull();
      assertThat(listening.awaitType("ping")).isNotNull();
    }
  }

  private TestSocket open(TestProject project, Viewer viewer) {
    return TestSocket.open(StreamRequest.withToken(port, project.slug(), viewer.token()));
  }
}
