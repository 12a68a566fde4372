package io.mesher.e2e.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.Colleague;
import io.mesher.e2e.system.LiveStream;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gateways and sockets hear of changes through the outbox. They would find out by themselves after
 * ten minutes (keys, settings), so what is seen here was told; promised are 5 s, and a busy machine
 * is given more.
 */
@ExtendWith(Shared.class)
class ChangesE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int POLICY = 1008;

  private final MesherSystem mesher;

  ChangesE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void aRevokedKeyIsRefused() {
    var project = mesher.api().project();
    send(project, 202);

    revokeKey(project);

    send(project, 401);
  }

  @Test
  void settingsLimitTheNextEvents() {
    var project = mesher.api().project();
    send(project, 202);

    project.limitedTo(1, 86_400);

    send(project, 429);
  }

  @Test
  void whoSignsOutLosesTheSocketsOfThatSessionOnly() {
    var project = mesher.api().project();
    var here = memberOf(project, "signs-out");
    var elsewhere = here.signInAgain();
    try (var closing = here.watch(project);
        var staying = elsewhere.watch(project)) {

      here.post("/auth/logout", Map.of());

      assertThat(closing.awaitClose(PATIENCE)).isEqualTo(POLICY);
      assertHears(staying, project);
    }
  }

  @Test
  void whoIsRemovedLosesTheirSockets() {
    var project = mesher.api().project();
    var colleague = memberOf(project, "is-removed");
    try (var closing = colleague.watch(project);
        var staying = project.stream()) {

      removeFrom(project, colleague);

      assertThat(closing.awaitClose(PATIENCE)).isEqualTo(POLICY);
      assertHears(staying, project);
    }
  }

  @Test
  void whatWasCommittedWhileTheRelayWasStuckAndThenKilledTakesEffect()
      throws IOException, InterruptedException {
    var project = mesher.api().project();
    var colleague = memberOf(project, "outlives-the-relay");
    send(project, 202);
    try (var closing = colleague.watch(project)) {
      long relay = mesher.pid("storage-writer");
      signal("STOP", relay);

      revokeKey(project);
      removeFrom(project, colleague);
      signal("KILL", relay);

      send(project, 401);
      assertThat(closing.awaitClose(PATIENCE)).isEqualTo(POLICY);
    }
    await().atMost(PATIENCE).until(() -> mesher.status().isWell());
  }

  private Colleague memberOf(Project project, String name) {
    var colleague = Colleague.register(mesher, name);
    mesher.api().post(members(project), Map.of("user_id", colleague.id())).ok();
    return colleague;
  }

  private void removeFrom(Project project, Colleague colleague) {
    for (var member : mesher.api().get(members(project)).ok()) {
      if (member.path("user_id").asText().equals(colleague.id())) {
        mesher
            .api()
            .post(members(project) + "/" + member.path("id").asText() + "/remove", Map.of())
            .ok();
      }
    }
  }

  private String members(Project project) {
    var organisation = mesher.api().get("/projects/" + project.id()).ok().path("org_id").asText();
    return "/orgs/" + organisation + "/members";
  }

  private void revokeKey(Project project) {
    var keys = mesher.api().get("/projects/" + project.id() + "/api-keys").ok();
    for (var key : keys) {
      mesher.api().post("/api-keys/" + key.path("id").asText() + "/revoke", Map.of()).ok();
    }
  }

  /** Sends until an event is answered so. */
  private static void send(Project project, int status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> project.send(Map.of("message", "are you there")).status() == status);
  }

  private static void assertHears(LiveStream stream, Project project) {
    var event = project.send(Map.of("message", "for those who stay")).ok();
    assertThat(stream.awaitEvent(event.path("id").asText(), PATIENCE)).isNotNull();
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
