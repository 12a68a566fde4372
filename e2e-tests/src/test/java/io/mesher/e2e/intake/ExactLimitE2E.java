package io.mesher.e2e.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.Answer;
import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.IngestSocket;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Replica;
import io.mesher.e2e.system.Shared;
import io.mesher.localstack.service.Service;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A project's limit, over all gateways and all ways in. */
@ExtendWith(Shared.class)
class ExactLimitE2E {
  private static final int LIMIT = 1_000;

  /** No hammering takes so long, on whatever machine: the window must not end meanwhile. */
  private static final int WINDOW_SECONDS = 3_600;

  private static final int SINGLES = 200;
  private static final int ENVELOPES = 200;
  private static final int BULKS = 10;
  private static final int BULK_SIZE = 40;
  private static final Duration STORED = Duration.ofSeconds(90);

  private final MesherSystem mesher;

  ExactLimitE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  /** What was let in and what was turned away. */
  private record Tally(int accepted, int limited) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
      return new Tally(accepted + other.accepted, limited + other.limited);
    }
  }

  private Replica gateway(String name) {
    return Replica.start(Service.INGEST_GATEWAY, mesher.settings(), name);
  }

  @Test
  void threeGatewaysLetExactlyTheLimitInHoweverItComes() throws Exception {
    var project = mesher.api().project().limitedTo(LIMIT, WINDOW_SECONDS);
    try (var second = gateway("second-gateway");
        var third = gateway("third-gateway")) {
      second.awaitReady();
      third.awaitReady();

      var tally = hammer(project, List.of(project.origin(), second.origin(), third.origin()));

      int offered = 3 * (SINGLES + ENVELOPES + BULKS * BULK_SIZE);
      assertThat(tally).isEqualTo(new Tally(LIMIT, offered - LIMIT));
    }
    await().atMost(STORED).until(() -> counted(project) == LIMIT);
  }

  @Test
  void whatWasSentOverHttpIsMissingOnTheSocket() {
    var project = mesher.api().project().limitedTo(2, WINDOW_SECONDS);
    single(project, project.origin());
    try (var socket = IngestSocket.open(mesher, project)) {

      var replies =
          List.of(
              socket.send(Map.of("message", "the second of two")),
              socket.send(Map.of("message", "one too many")));

      assertThat(replies.getFirst().path("status").asText()).isEqualTo("accepted");
      assertThat(replies.getLast().path("error").asText()).isEqualTo("rate limited");
    }
    assertThat(project.send(Map.of("message", "one too many")).status()).isEqualTo(429);
  }

  private static int counted(Project project) {
    return project.issues().stream().mapToInt(issue -> issue.path("event_count").asInt()).sum();
  }

  /** All ways into all gateways at once. */
  private static Tally hammer(Project project, List<String> gateways)
      throws InterruptedException, ExecutionException {
    var senders = new ArrayList<Callable<Tally>>();
    for (var gateway : gateways) {
      senders.add(() -> repeat(SINGLES, () -> single(project, gateway)));
      senders.add(() -> repeat(ENVELOPES, () -> envelope(project, gateway)));
      senders.add(() -> repeat(BULKS, () -> bulk(project, gateway)));
    }
    try (var threads = Executors.newFixedThreadPool(senders.size())) {
      var sum = Tally.NONE;
      for (Future<Tally> tally : threads.invokeAll(senders)) {
        sum = sum.plus(tally.get());
      }
      return sum;
    }
  }

  private static Tally repeat(int times, Callable<Tally> sending) throws Exception {
    var sum = Tally.NONE;
    for (int i = 0; i < times; i++) {
      sum = sum.plus(sending.call());
    }
    return sum;
  }

  private static Tally single(Project project, String gateway) {
    return one(post(project, gateway + "/api/v1/events", "{\"message\":\"one\"}"), 202);
  }

  private static Tally envelope(Project project, String gateway) {
    return one(
        post(
            project,
            gateway + "/api/" + project.number() + "/envelope/",
            "{}\n{\"type\":\"session\"}\n{}\n{\"type\":\"event\"}\n{\"message\":\"one\"}\n"),
        200);
  }

  private static Tally one(Answer answer, int accepted) {
    assertThat(answer.status()).as("%s", answer).isIn(accepted, 429);
    return answer.status() == accepted ? new Tally(1, 0) : new Tally(0, 1);
  }

  private static Tally bulk(Project project, String gateway) {
    var answer =
        post(
            project,
            gateway + "/api/v1/events/bulk",
            Collections.nCopies(BULK_SIZE, "{\"message\":\"one\"}").toString());
    assertThat(answer.status()).as("%s", answer).isIn(202, 429);
    if (!answer.body().has("results")) {
      return new Tally(0, BULK_SIZE); // refused before it was read
    }
    int limited = 0;
    for (var verdict : answer.body().path("results")) {
      limited += verdict.path("error").asText().equals("rate limited") ? 1 : 0;
    }
    return new Tally(answer.body().path("accepted").asInt(), limited);
  }

  private static Answer post(Project project, String url, String body) {
    return Http.send(
        Http.request(url)
            .header("X-Sentry-Auth", "Sentry sentry_key=" + project.key())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
