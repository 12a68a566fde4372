package io.mesher.e2e.change;

import static io.mesher.e2e.system.Project.EFFECTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.IngestSocket;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gateways follow within the promised time. By themselves they would find out after ten minutes, so
 * what is seen here was told.
 */
@ExtendWith(Shared.class)
class GatewayChangesE2E {
  private final MesherSystem mesher;

  GatewayChangesE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void aNewKeyIsAccepted() {
    var project = mesher.api().project();

    var made = mesher.api().post("/projects/" + project.id() + "/api-keys", Map.of()).ok();

    project.withKey(made.path("key_value").asText()).sendUntil(202, EFFECTIVE);
  }

  @Test
  void aRevokedKeyIsRefusedAndTheOthersAreNot() {
    var project = known(mesher.api().project());
    var made = mesher.api().post("/projects/" + project.id() + "/api-keys", Map.of()).ok();
    var other = project.withKey(made.path("key_value").asText());
    other.sendUntil(202, EFFECTIVE);

    project.revokeKey();

    project.sendUntil(401, EFFECTIVE);
    assertThat(other.send(Map.of("message", "still here")).status()).isEqualTo(202);
  }

  @Test
  void aRevokedKeyIsRefusedOnAnOpenSocketToo() {
    var project = mesher.api().project();
    try (var socket = IngestSocket.open(mesher, project)) {
      assertThat(socket.send(Map.of("message", "one")).path("status").asText())
          .isEqualTo("accepted");

      project.revokeKey();

      await()
          .atMost(EFFECTIVE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> socket.send(Map.of("message", "two")).path("error").asText(),
              "unauthorized"::equals);
    }
  }

  @Test
  void theKeysOfADeletedProjectAreRefused() {
    var project = known(mesher.api().project());

    mesher.api().delete("/projects/" + project.id()).ok();

    project.sendUntil(401, EFFECTIVE);
  }

  @Test
  void theKeysOfADeletedOrganisationAreRefused() {
    var project = known(mesher.api().project());

    mesher.api().delete("/orgs/" + project.organisation()).ok();

    project.sendUntil(401, EFFECTIVE);
  }

  @Test
  void settingsLimitTheNextEvents() {
    var project = known(mesher.api().project());

    project.limitedTo(1, 86_400);

    project.sendUntil(429, EFFECTIVE);
  }

  @Test
  void ofManyChangesTheLastCounts() {
    var project = known(mesher.api().project());
    for (int i = 0; i < 20; i++) {
      project.limitedTo(1_000, 86_400).limitedTo(1, 86_400);
    }
    project.sendUntil(429, EFFECTIVE);
    for (int i = 0; i < 20; i++) {
      project.limitedTo(1, 86_400).limitedTo(1_000, 86_400);
    }

    project.sendUntil(202, EFFECTIVE);
  }

  /** The gateway knows its key and settings. */
  private static Project known(Project project) {
    project.sendUntil(202, EFFECTIVE);
    return project;
  }
}
