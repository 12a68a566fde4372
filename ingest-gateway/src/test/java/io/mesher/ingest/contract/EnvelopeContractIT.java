package io.mesher.ingest.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.contracts.outcome.OutcomeReport.Count;
import io.mesher.contracts.topic.Topic;
import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /envelope/}: forms, sizes, answers, and what is counted. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class EnvelopeContractIT {
  private static final int MIB = 1024 * 1024;
  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";

  @BeforeAll
  static void ready() {
    new Gateway().close();
  }

  static Stream<Arguments> envelopes() {
    return Stream.of(
        Arguments.of("{}", "{}"),
        Arguments.of("{\"event_id\":\"" + ID + "\"}\n", "{\"id\":\"" + ID + "\"}"),
        Arguments.of("{}\n{\"type\":\"session\"}\n{}\n", "{}"),
        Arguments.of(
            "{}\n{\"type\":\"event\"}\n{\"event_id\":\"" + ID + "\"}", "{\"id\":\"" + ID + "\"}"),
        Arguments.of(
            "{\"event_id\":\"9ec79c33-ec99-42ab-8353-589fcb2e04dc\"}\n{\"type\":\"event\"}\n{\"event_id\":\"11111111222233334444555555555555\"}",
            "{\"id\":\"" + ID + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void anEnvelopeIsAnsweredWithItsId(String envelope, String answer) {
    var project = TestProject.create();

    Gateway.as(project)
        .body(envelope.getBytes(UTF_8))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(200)
        .body(equalTo(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no envelope",
        "{}\n{\"type\":\"event\",\"length\":10}\n{}",
        "{}\n{\"type\":\"event\"}\nno json",
        "{}\n{\"type\":\"event\"}\n[]",
        "{}\n{\"type\":\"event\"}\n{}\n{\"type\":\"event\"}\n{}",
        "{}\n{\"type\":\"event\"}\n{}\n{\"type\":\"session\",\"length\":9}\n{}",
      })
  void aBrokenEnvelopeIs400AndLeavesNothingBehind(String envelope) {
    var project = TestProject.create();
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .body(envelope.getBytes(UTF_8))
          .post("/api/{name}/envelope/", project.number())
          .then()
          .statusCode(400)
          .body("detail", matchesPattern("invalid (envelope|json)"));

      Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(202);
      gateway.published(project, 1);
      assertThat(gateway.publishedSoFar(project)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "", "gzip", "deflate", "br", "zstd"})
  void everyEncodingAndNoContentTypeIsTaken(String encoding) {
    var project = TestProject.create();
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .header("Content-Encoding", encoding)
          .body(Bodies.encoded(encoding, Bodies.envelope("{\"message\":\"x\"}", 1000)))
          .post("/api/{name}/envelope/", project.number())
          .then()
          .statusCode(200);

      assertThat(gateway.published(project, 1).getFirst().value())
          .isEqualTo("{\"message\":\"x\"}".getBytes(UTF_8));
    }
  }

  @Test
  void aBigAttachmentDoesNotCostTheEventBesideIt() {
    var project = TestProject.create();
    byte[] noise = new byte[15 * MIB];
    new Random(1).nextBytes(noise);
    var head =
        "{}\n{\"type\":\"event\"}\n{\"message\":\"x\"}\n{\"type\":\"attachment\",\"length\":%d}\n"
            .formatted(noise.length)
            .getBytes(UTF_8);
    byte[] envelope = Arrays.copyOf(head, head.length + noise.length);
    System.arraycopy(noise, 0, envelope, head.length, noise.length);
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .body(envelope)
          .post("/api/{name}/envelope/", project.number())
          .then()
          .statusCode(200);

      gateway.published(project, 1);
    }
  }

  static Stream<Arguments> tooLarge() {
    var attachment = "{}\n{\"type\":\"attachment\",\"length\":%d}\n";
    return Stream.of(
        Arguments.of("event", "", Bodies.envelope(new String(Bodies.eventOf(MIB + 1), UTF_8), 0)),
        Arguments.of("received", "", new byte[20 * MIB + 1]),
        Arguments.of(
            "inflated",
            "gzip",
            Bodies.encoded(
                "gzip",
                (attachment.formatted(110 * MIB) + "x".repeat(101 * MIB)).getBytes(ISO_8859_1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooLarge")
  void whatIsTooLargeIs413(String what, String encoding, byte[] body) {
    var project = TestProject.create();

    Gateway.as(project)
        .header("Content-Encoding", encoding)
        .body(body)
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(413)
        .body("detail", equalTo("payload too large"));
  }

  @Test
  void anEventOfAMebibyteIsTaken() {
    var project = TestProject.create();

    Gateway.as(project)
        .body(Bodies.envelope(new String(Bodies.eventOf(MIB), UTF_8), 0))
        .post("/api/{name}/envelope/", project.number())
        .then()
        .statusCode(200);
  }

  @Test
  void theClientIsToldToTheProcessor() {
    var project = TestProject.create();
    TestDatabase.execute(
        "UPDATE projects SET scrub_fields = '{iban}', scrub_ip = true WHERE id = ?", project.id());
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .body(Bodies.envelope("{}", 0))
          .post("/api/{name}/envelope/", project.number())
          .then()
          .statusCode(200)
          .body("$", org.hamcrest.Matchers.not(anEmptyMap()));

      var accepted = AcceptedEvent.readFrom(gateway.published(project, 1).getFirst().headers());
      assertThat(accepted.scrub().fields()).containsExactly("iban");
      assertThat(accepted.scrub().ip()).isTrue();
    }
  }

  @Test
  void whatIsNotKeptIsReported() {
    var project = TestProject.create();
    var envelope =
        """
        {}
        {"type":"session"}
        {}
        {"type":"session"}
        {}
        {"type":"odd type!"}
        {}
        {"type":"client_report"}
        {"discarded_events":[{"reason":"queue_overflow","category":"error","quantity":3}]}
        """;
    try (var reports = TopicReader.fromNow(Topic.Names.OUTCOMES)) {

      Gateway.as(project)
          .body(envelope.getBytes(UTF_8))
          .post("/api/{name}/envelope/", project.number())
          .then()
          .statusCode(200);
      Gateway.as(project).body("{}".getBytes(UTF_8)).post("/api/v1/events").then().statusCode(400);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(counts(reports, project))
                      .containsOnly(
                          Map.entry("unsupported/item_type/session", 2L),
                          Map.entry("unsupported/item_type/other", 1L),
                          Map.entry("client_discard/queue_overflow/error", 3L),
                          Map.entry("invalid/invalid/error", 1L)));
    }
  }

  /** The sums of what was reported of a project so far. */
  private static Map<String, Long> counts(TopicReader reports, TestProject project) {
    return reports.seen().stream()
        .filter(record -> project.id().toString().equals(record.key()))
        .map(record -> RecordCodec.json(OutcomeReport.class).decode(record.value()))
        .flatMap(report -> report.counts().stream())
        .collect(
            Collectors.toMap(
                count -> count.outcome() + "/" + count.reason() + "/" + count.category(),
                Count::quantity,
                Long::sum));
  }
}
