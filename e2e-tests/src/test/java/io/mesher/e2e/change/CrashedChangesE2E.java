package io.mesher.e2e.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.Colleague;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.e2e.system.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a change's commit holds survives whoever dies before it is published. */
@ExtendWith(Shared.class)
class CrashedChangesE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int POLICY = 1008;
  private static final int KEYS = 60;
  private static final int AT_ONCE = 4;

  private final MesherSystem mesher;
  private final Project project;

  CrashedChangesE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
  }

  @Test
  void whatWasAnsweredBeforeApiAndRelayWereKilledTakesEffect()
      throws IOException, InterruptedException {
    var colleague = project.join(Colleague.register(mesher, "outlives-them"));
    project.sendUntil(202, PATIENCE);
    long api = mesher.pid("issues-api");
    long relay = mesher.pid("storage-writer");
    try (var closing = colleague.watch(project)) {
      Signal.STOP.to(relay);

      project.revokeKey();
      project.remove(colleague);
      Signal.KILL.to(api);
      Signal.KILL.to(relay);

      project.sendUntil(401, PATIENCE);
      assertThat(closing.awaitClose(PATIENCE)).isEqualTo(POLICY);
    }
    awaitWell();
  }

  @Test
  void whatTheApiDiedOverHoldsEverywhereOrNowhere() throws IOException, InterruptedException {
    for (int i = 1; i < KEYS; i++) {
      mesher.api().post("/projects/" + project.id() + "/api-keys", Map.of()).ok();
    }
    var keys = project.keys();
    keys.forEach(key -> sender(key).sendUntil(202, PATIENCE));
    long api = mesher.pid("issues-api");
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (var revoking = Executors.newFixedThreadPool(AT_ONCE)) {
      keys.forEach(key -> revoking.execute(() -> revoke(key, answered)));
      await().pollInterval(Duration.ofMillis(1)).until(() -> answered.size() >= KEYS / 4);

      Signal.KILL.to(api);
    }
    awaitWell();

    var now = project.keys();
    assertThat(now.findValuesAsText("id")).hasSize(KEYS);
    for (var key : now) {
      boolean revoked = !key.path("revoked_at").isNull();
      assertThat(revoked || !answered.contains(key.path("id").asText())).isTrue();
      if (revoked) {
        sender(key).sendUntil(401, PATIENCE);
      }
    }
    for (var key : now) {
      if (key.path("revoked_at").isNull()) {
        assertThat(sender(key).send(Map.of("message", "not revoked")).status()).isEqualTo(202);
      }
    }
  }

  private Project sender(JsonNode key) {
    return project.withKey(key.path("key_value").asText());
  }

  private void revoke(JsonNode key, Set<String> answered) {
    var id = key.path("id").asText();
    if (mesher.api().post("/api-keys/" + id + "/revoke", Map.of()).status() == 200) {
      answered.add(id);
    }
  }

  private void awaitWell() {
    await().atMost(PATIENCE).until(() -> mesher.status().isWell());
  }
}
