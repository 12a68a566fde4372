package io.mesher.e2e.healing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.Answer;
import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.mesher.e2e.system.Signal;
import io.mesher.localstack.stack.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Shared.class)
class HealingE2E {
  private static final Duration HEALED = Duration.ofSeconds(20);
  // A database that was killed has to read its log first.
  private static final Duration SERVER_HEALED = Duration.ofSeconds(60);

  private final MesherSystem mesher;

  HealingE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  private void awaitHealed(String name, long oldPid, Duration within) {
    await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              var status = mesher.status();
              assertThat(status.isWell()).as("%s", status).isTrue();
              assertThat(pid(status, name)).isNotEqualTo(oldPid);
            });
  }

  private static long pid(Status status, String name) {
    return Stream.concat(status.services().stream(), status.servers().stream())
        .filter(part -> part.name().equals(name) && part.pid() != null)
        .mapToLong(Status.Part::pid)
        .findFirst()
        .orElse(0);
  }

  /** Sends until it is acknowledged, as a caller does that must not lose an event. */
  private static Answer sendUntilAccepted(Project project, String message, Duration within) {
    return await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              try {
                return Optional.of(Http.trySend(project.event(Map.of("message", message))))
                    .filter(answer -> answer.status() == 202);
              } catch (IOException e) {
                return Optional.<Answer>empty();
              }
            },
            Optional::isPresent)
        .orElseThrow();
  }

  /** Sends an event and finds it; its id. */
  private static String assertPasses(Project project, String message) {
    var id = sendUntilAccepted(project, message, HEALED).body().path("id").asText();
    project.awaitEvent(id, HEALED);
    return id;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ingest-gateway", "event-processor", "storage-writer", "issues-api", "ws-gateway"})
  void killedServiceIsBackWithinTwentySecondsAndTheNextEventPasses(String service)
      throws IOException, InterruptedException {
    var project = mesher.api().project();
    assertPasses(project, "before the kill of " + service);
    long pid = mesher.pid(service);

    Signal.KILL.to(pid);

    awaitHealed(service, pid, HEALED);
    assertPasses(project, "after the kill of " + service);
  }

  @Test
  void frozenServiceIsStuckAndReplaced() throws IOException, InterruptedException {
    var project = mesher.api().project();
    long pid = mesher.pid("event-processor");

    Signal.STOP.to(pid);

    awaitHealed("event-processor", pid, HEALED);
    assertThat(mesher.said()).anyMatch(line -> line.contains("event-processor is stuck"));
    assertPasses(project, "after the freeze");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis", "kafka", "postgresql"})
  void killedServerIsBackWhatWasAcknowledgedIsThereAndAnOpenStreamGoesOn(String server)
      throws IOException, InterruptedException {
    var project = mesher.api().project();
    var accepted = sendUntilAccepted(project, "acknowledged before", HEALED);
    long pid = mesher.pid(server);
    try (var stream = project.stream()) {

      Signal.KILL.to(pid);

      awaitHealed(server, pid, SERVER_HEALED);
      project.awaitEvent(accepted.body().path("id").asText(), HEALED);
      var next = assertPasses(project, "after the kill of " + server);
      assertThat(stream.awaitEvent(next, Project.PATIENCE)).isNotNull();
    }
  }

  @Test
  void restartFindsTheOldEvents() {
    var project = mesher.api().project();
    var accepted = sendUntilAccepted(project, "from before the restart", HEALED);
    var id = accepted.body().path("id").asText();
    project.awaitEvent(id, HEALED);

    mesher.restart();

    assertThat(project.awaitEvent(id, Project.PATIENCE).path("message").asText())
        .isEqualTo("from before the restart");
    assertThat(project.send(Map.of("message", "from before the restart")).status()).isEqualTo(202);
  }
}
