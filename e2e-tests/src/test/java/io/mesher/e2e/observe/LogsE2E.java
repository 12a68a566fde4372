package io.mesher.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.PayloadCodec;
import io.mesher.contracts.topic.Topic;
import io.mesher.e2e.system.Colleague;
import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.IngestSocket;
import io.mesher.e2e.system.KafkaWriter;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.ServiceLogs;
import io.mesher.e2e.system.Shared;
import io.mesher.localstack.service.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logs tell which event of which project a line is about, and never what was sent with it. */
@ExtendWith(Shared.class)
class LogsE2E {
  private static final int TOO_MUCH = 2 << 20;

  /** In all that this test sends and nobody may read in a log. */
  private final String marker = "marker" + UUID.randomUUID().toString().substring(24);

  private final String wrongKey = "mshr_" + marker.substring(6) + "0".repeat(36);

  private final MesherSystem mesher;
  private final ServiceLogs logs;
  private final Project project;

  LogsE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.logs = new ServiceLogs(mesher);
    this.project = mesher.api().project();
  }

  @Test
  void holdTheIdsOfAnEventAndNothingOfItInLinesOfJson() throws Exception {
    var colleague = Colleague.register(mesher, marker);
    sendWhatIsStored();
    sendWhatIsRefused();
    signInWrongly(colleague);
    openStreams(colleague);

    // What no service can process comes last: its lines are in the logs when all others are.
    var undecodable = UUID.randomUUID();
    var unstorable = UUID.randomUUID();
    writeUndecodable(undecodable);
    writeUnstorable(unstorable);

    awaitLineAbout(undecodable, Service.EVENT_PROCESSOR);
    awaitLineAbout(unstorable, Service.STORAGE_WRITER);
    assertThat(logs.notJson()).isEmpty();
    assertNothingIsSaid(
        List.of(
            marker,
            wrongKey,
            project.key(),
            mesher.account().apiToken(),
            mesher.account().password(),
            colleague.cookie().substring(colleague.cookie().indexOf('=') + 1)));
  }

  private void awaitLineAbout(UUID event, Service service) {
    var lines =
        await()
            .atMost(Project.PATIENCE)
            .until(() -> logs.about(event, service), found -> !found.isEmpty());
    assertThat(lines)
        .extracting(line -> line.at("/mdc/project").asText())
        .containsOnly(project.id());
  }

  private void assertNothingIsSaid(List<String> secrets) {
    for (var service : Service.values()) {
      var text = logs.text(service);
      assertThat(text).as("%s", service).isNotEmpty();
      for (var secret : secrets) {
        assertThat(text.contains(secret)).as("%s says %s", service, secret).isFalse();
      }
    }
  }

  private Map<String, ?> event() {
    return Map.of(
        "message",
        "it broke " + marker,
        "user",
        Map.of("id", marker, "email", marker + "@example.com"),
        "request",
        Map.of("url", "https://shop/?" + marker, "headers", Map.of("Authorization", marker)),
        "tags",
        Map.of("of", marker),
        "extra",
        Map.of("token", marker));
  }

  private void sendWhatIsStored() {
    var plain = project.send(event()).ok().path("id").asText();
    assertThat(post("/api/%d/store/".formatted(project.number()), project.key(), event()))
        .isEqualTo(200);
    try (var socket = IngestSocket.open(mesher, project)) {
      var verdict = socket.send(event());
      project.awaitEvent(verdict.path("id").asText(), Project.PATIENCE);
    }
    project.awaitEvent(plain, Project.PATIENCE);
  }

  private void sendWhatIsRefused() {
    var store = "/api/%d/store/?x=%s".formatted(project.number(), marker);
    for (var path : List.of("/api/v1/events", "/api/v1/events/bulk", store)) {
      assertThat(post(path, wrongKey, event())).isEqualTo(401);
      assertThat(post(path, marker, event())).isEqualTo(401);
      for (var broken : List.of(marker, "{\"" + marker, "{\"message\":" + marker + "}")) {
        assertThat(post(path, project.key(), BodyPublishers.ofString(broken))).isEqualTo(400);
      }
      var large = "{\"message\":\"" + marker + "x".repeat(TOO_MUCH) + "\"}";
      assertThat(post(path, project.key(), BodyPublishers.ofString(large)))
          .isEqualTo(path.equals(store) ? 413 : 400);
    }
    try (var socket = IngestSocket.open(mesher, project)) {
      assertThat(socket.send(marker).has("id")).isFalse();
    }
  }

  private int post(String path, String key, Map<String, ?> event) {
    return post(path, key, Http.json(event));
  }

  private int post(String path, String key, HttpRequest.BodyPublisher body) {
    return Http.send(
            Http.request(project.origin() + path)
                .header("X-Sentry-Auth", "Sentry sentry_key=" + key)
                .header("X-Marker", marker)
                .POST(body))
        .status();
  }

  private void signInWrongly(Colleague colleague) {
    var wrong = Map.of("email", colleague.email(), "password", marker);
    assertThat(colleague.post("/auth/login", wrong).status()).isEqualTo(401);
    var broken =
        Http.send(
            Http.request(project.origin() + "/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"password\":" + marker)));
    assertThat(broken.status()).isEqualTo(400);
  }

  private void openStreams(Colleague colleague) {
    assertThat(opens(() -> project.streamBy(marker).close())).isFalse();
    assertThat(opens(() -> project.streamBy(mesher.account().apiToken()).close())).isFalse();
    assertThat(opens(() -> project.streamAs(marker).close())).isFalse();
    assertThat(opens(() -> colleague.watch(project).close())).isFalse();
    assertThat(opens(() -> project.stream().close())).isTrue();
  }

  private static boolean opens(Runnable stream) {
    try {
      stream.run();
      return true;
    } catch (CompletionException refused) {
      return false;
    }
  }

  /** Its parser's complaint would quote it. */
  private void writeUndecodable(UUID id) throws ExecutionException, InterruptedException {
    try (var kafka = new KafkaWriter(mesher)) {
      kafka.accept(0, UUID.fromString(project.id()), id, bytes("{\"message\":" + marker + "}"));
    }
  }

  /** The database's complaint about its level would quote the row. */
  private void writeUnstorable(UUID id) throws ExecutionException, InterruptedException {
    var now = Instant.now();
    var event =
        new GroupedEvent(
            UUID.fromString(project.id()),
            id,
            now,
            now,
            "loud",
            marker,
            marker,
            marker,
            "java",
            marker,
            marker,
            Map.of("of", marker),
            "email:" + marker,
            null,
            null,
            1,
            List.of(UUID.randomUUID().toString().replace("-", "")),
            PayloadCodec.ZSTD,
            PayloadCodec.ZSTD.encode(bytes("{\"message\":\"" + marker + "\"}")));
    try (var kafka = new KafkaWriter(mesher)) {
      kafka.write(
          new ProducerRecord<>(
              Topic.Names.EVENTS_GROUPED,
              bytes(project.id() + ":" + event.fingerprint()),
              RecordCodec.groupedEvents().encode(event)));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
