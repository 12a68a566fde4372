package io.mesher.e2e.contract;

import static io.mesher.e2e.contract.Wire.assertError;
import static io.mesher.e2e.contract.Wire.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.Answer;
import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What native events are answered, through the edge. */
@ExtendWith(Shared.class)
class NativeContractE2E {
  private static final String ONE = "/api/v1/events";
  private static final String BULK = "/api/v1/events/bulk";
  private static final String EVENT = "{\"message\":\"one\"}";
  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";
  private static final int MIB = 1 << 20;

  private final MesherSystem mesher;
  private final Project project;

  NativeContractE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
  }

  @Test
  void theKeyIsTakenInEveryForm() {
    var requests =
        Stream.of(
            to(ONE).header("X-Sentry-Auth", project.key()),
            to(ONE).header("X-Sentry-Auth", "Sentry sentry_key=" + project.key()),
            to(ONE).header("Authorization", project.key()),
            to(ONE).header("Authorization", "Bearer " + project.key()),
            to(ONE + "?sentry_key=" + project.key()));

    var answers =
        requests.map(request -> Http.send(request.POST(BodyPublishers.ofString(EVENT)))).toList();

    assertThat(answers)
        .hasSize(5)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(202);
              assertThat(fields(answer.body())).containsExactlyInAnyOrder("status", "id");
              assertThat(answer.body().path("status").asText()).isEqualTo("accepted");
              assertThat(answer.body().path("id").asText()).matches("[0-9a-f]{32}");
            });
  }

  @Test
  void withoutAGoodKeyItIs401() {
    var unknown = project.withKey("mshr_" + "0".repeat(48));

    assertError(Http.send(to(ONE).POST(BodyPublishers.ofString(EVENT))), 401, "unauthorized");
    assertError(unknown.send(Map.of("message", "one")), 401, "unauthorized");
    project.send(Map.of("message", "while the key is good")).ok();
    project.revokeKey();
    project.sendUntil(401, Project.EFFECTIVE);
    assertError(project.send(Map.of("message", "one")), 401, "unauthorized");
    assertError(post(BULK, "[" + EVENT + "]"), 401, "unauthorized");
  }

  @Test
  void aKeyIsForItsOwnProjectOnly() {
    var other = mesher.api().project();

    var answer = post("/api/%d/store/".formatted(other.number()), EVENT);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().firstValue("X-Sentry-Error")).hasValue("forbidden");
  }

  @Test
  void whatIsNoEventIs400AndSaysWhy() {
    assertError(post(ONE, "{}"), 400, "missing required field: message");
    assertError(post(ONE, "{\"message\":\"\"}"), 400, "missing required field: message");
    assertError(
        post(ONE, "{\"message\":\"one\",\"level\":\"loud\"}"),
        400,
        "invalid level: must be fatal, error, warning, info, or debug");
    for (var path : new String[] {ONE, BULK}) {
      var broken = post(path, "\n{\"message\": tor");
      assertError(broken, 400, "invalid json");
      assertThat(broken.body().path("detail").asText()).containsPattern("line 2, column \\d+");
    }
  }

  @Test
  void tooLargeIs400HoweverItIsPacked() {
    var event = "{\"message\":\"" + "x".repeat(MIB) + "\"}";
    var bulk = "[" + EVENT + " ".repeat(5 * MIB) + "]";

    assertError(post(ONE, event), 400, "payload too large");
    assertError(post(BULK, bulk), 400, "payload too large");
    assertError(post(BULK, "[" + event + "]"), 400, "payload too large");
    assertError(packed(ONE, event), 400, "payload too large");
    assertError(packed(BULK, bulk), 400, "payload too large");
    assertError(packed(BULK, "[" + event + "]"), 400, "payload too large");
    assertThat(packed(ONE, EVENT).status()).isEqualTo(202);
  }

  @Test
  void aBulkIsAnsweredByElementsInTheirOrder() {
    var large = "{\"message\":\"" + "x".repeat(MIB) + "\"}";

    var answer =
        post(
            BULK,
            "[{\"message\":\"one\",\"event_id\":\"%s\"},{},{\"message\":\"one\",\"level\":\"loud\"},%s,7]"
                .formatted(ID, large));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"status\":\"accepted\",\"accepted\":1,\"rejected\":4,\"results\":["
                + "{\"id\":\"%s\"},".formatted(ID)
                + "{\"error\":\"missing required field: message\"},"
                + "{\"error\":\"invalid level: must be fatal, error, warning, info, or debug\"},"
                + "{\"error\":\"payload too large\"},"
                + "{\"error\":\"invalid json\"}]}");
  }

  @Test
  void aBulkIsRefusedWhenItIsTooLongOrNothingInItIsFit() {
    var long101 = Collections.nCopies(101, EVENT).toString();

    assertError(post(BULK, long101), 400, "too many events in bulk request (max 100)");
    var unfit = post(BULK, "[{},{\"message\":\"\"}]");
    assertError(unfit, 400, "missing required field: message");
    assertThat(unfit.body().path("accepted").asInt(-1)).isZero();
    assertThat(unfit.body().path("rejected").asInt()).isEqualTo(2);
    assertThat(unfit.body().path("results")).hasSize(2);
  }

  @Test
  void overTheLimitIs429AndTellsWhenToComeBack() {
    int window = 40;
    project.limitedTo(2, window);
    project.send(Map.of("message", "the first of two")).ok();
    project.send(Map.of("message", "the second of two")).ok();

    for (var refused : new Answer[] {post(ONE, EVENT), post(BULK, "[" + EVENT + "]")}) {
      assertError(refused, 429, "rate limited");
      assertThat(refused.headers().firstValue("Retry-After"))
          .hasValueSatisfying(wait -> assertThat(Integer.parseInt(wait)).isBetween(1, window));
      assertThat(refused.headers().firstValue("X-Sentry-Rate-Limits"))
          .hasValueSatisfying(
              limits -> assertThat(limits).matches("\\d{1,2}:error;default:project:rate_limited"));
    }
  }

  private HttpRequest.Builder to(String path) {
    return Http.request(project.origin() + path);
  }

  private Answer post(String path, String body) {
    return Http.send(
        to(path).header("X-Sentry-Auth", project.key()).POST(BodyPublishers.ofString(body)));
  }

  private Answer packed(String path, String body) {
    return Http.send(
        to(path)
            .header("X-Sentry-Auth", project.key())
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzip(body))));
  }

  private static byte[] gzip(String text) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
