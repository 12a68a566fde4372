package io.mesher.ingest.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class NativeContractIT {
  private static final int MIB = 1024 * 1024;

  @BeforeAll
  static void ready() {
    new Gateway().close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Sentry-Auth|Sentry sentry_key=KEY, sentry_version=7, sentry_client=me/1",
        "X-Sentry-Auth|KEY",
        "Authorization|Bearer KEY",
        "Authorization|KEY",
        "Authorization|Sentry sentry_key=KEY",
        "Authorization|Basic BASIC"
      })
  void everyFormOfCredentialsIsTaken(String header, String value) {
    var key = TestProject.create().key();
    var basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));

    RestAssured.given()
        .header(header, value.replace("KEY", key).replace("BASIC", basic))
        .body(Bodies.event())
        .post("/api/v1/events")
        .then()
        .statusCode(202)
        .contentType("application/json")
        .body("status", equalTo("accepted"))
        .body("id", matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void theQueryMayHoldTheKey() {
    RestAssured.given()
        .queryParam("sentry_key", TestProject.create().key())
        .body(Bodies.event())
        .post("/api/v1/events")
        .then()
        .statusCode(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer nonsense",
        "Bearer mshr_000000000000000000000000000000000000000000000000"
      })
  void withoutAKnownKeyItIs401(String authorization) {
    RestAssured.given()
        .header("Authorization", authorization)
        .body(Bodies.event())
        .post("/api/v1/events")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("Access-Control-Allow-Origin", "*")
        .body("error", equalTo("unauthorized"))
        .body("status", equalTo(401))
        .body("title", equalTo("Unauthorized"));
  }

  @Test
  void aRevokedKeyIs401() {
    var project = TestProject.create();
    TestDatabase.execute(
        "UPDATE api_keys SET revoked_at = now(), version = version + 1 WHERE key_value = ?",
        project.key());

    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(401);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("{}", "missing required field: message", null),
        Arguments.of("{\"message\":\"\"}", "missing required field: message", null),
        Arguments.of(
            "{\"message\":\"x\",\"level\":\"bad\"}",
            "invalid level: must be fatal, error, warning, info, or debug",
            null),
        Arguments.of(
            "{\"message\":\"x\",\"event_id\":\"bad\"}",
            "invalid event_id: must be 32 hex digits or a UUID",
            null),
        Arguments.of("{\n\"message\":x}", "invalid json", "line 2, column"),
        Arguments.of("", "invalid json", "an event is a JSON object"),
        Arguments.of("[{\"message\":\"x\"}]", "invalid json", "an event is a JSON object"),
        Arguments.of("{\"message\":\"x\",\"n\":NaN}", "invalid json", "line 1"),
        Arguments.of("[".repeat(100_000), "invalid json", "line 1"),
        Arguments.of(new String(Bodies.eventOf(MIB + 1), UTF_8), "payload too large", null));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsUnfitIs400WithItsReason(String body, String error, String detail) {
    Gateway.as(TestProject.create())
        .body(body.getBytes(UTF_8))
        .post("/api/v1/events")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("error", equalTo(error))
        .body("detail", containsString(detail == null ? error : detail));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "", "gzip", "deflate", "br", "zstd"})
  void aMebibyteIsTakenInEveryEncodingAndNotAByteMore(String encoding) {
    var project = TestProject.create();

    Gateway.as(project)
        .header("Content-Encoding", encoding)
        .body(Bodies.encoded(encoding, Bodies.eventOf(MIB)))
        .post("/api/v1/events")
        .then()
        .statusCode(202);
    Gateway.as(project)
        .header("Content-Encoding", encoding)
        .body(Bodies.encoded(encoding, Bodies.eventOf(MIB + 1)))
        .post("/api/v1/events")
        .then()
        .statusCode(400)
        .body("error", equalTo("payload too large"));
  }

  @Test
  void rawDeflateIsTaken() {
    Gateway.as(TestProject.create())
        .header("Content-Encoding", "deflate")
        .body(Bodies.encoded("raw-deflate", Bodies.event()))
        .post("/api/v1/events")
        .then()
        .statusCode(202);
  }

  @ParameterizedTest
  @CsvSource({"gzip, invalid content encoding", "snappy, unsupported content encoding"})
  void encodingsThatAreNoneAre400(String encoding, String error) {
    Gateway.as(TestProject.create())
        .header("Content-Encoding", encoding)
        .body(Bodies.event())
        .post("/api/v1/events")
        .then()
        .statusCode(400)
        .body("error", equalTo(error));
  }

  @Test
  void everyElementOfABulkHasItsVerdictInOrder() {
    var project = TestProject.create();
    var id = "9ec79c33ec9942ab8353589fcb2e04dc";
    var bulk =
        "[{\"message\":\"a\",\"event_id\":\"%s\"},{},{\"message\":\"b\",\"level\":\"x\"},7,{\"exception\":{\"type_name\":\"E\"}}]"
            .formatted(id);
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .body(bulk.getBytes(UTF_8))
          .post("/api/v1/events/bulk")
          .then()
          .statusCode(202)
          .body("status", equalTo("accepted"))
          .body("accepted", equalTo(2))
          .body("rejected", equalTo(3))
          .body("results", hasSize(5))
          .body("results[0].id", equalTo(id))
          .body("results[1].error", equalTo("missing required field: message"))
          .body(
              "results[2].error",
              equalTo("invalid level: must be fatal, error, warning, info, or debug"))
          .body("results[3].error", equalTo("invalid json"))
          .body("results[4].id", matchesPattern("[0-9a-f]{32}"));

      gateway.published(project, 2);
    }
  }

  @Test
  void aBulkWithoutAFitElementIs400() {
    Gateway.as(TestProject.create())
        .body("[{},{\"message\":\"x\",\"level\":\"bad\"}]".getBytes(UTF_8))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("error", equalTo("missing required field: message"))
        .body("accepted", equalTo(0))
        .body("rejected", equalTo(2))
        .body("results", hasSize(2));
  }

  @Test
  void aBulkIsBounded() {
    var project = TestProject.create();

    Gateway.as(project)
        .body(Bodies.bulkOf(100))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(100));
    Gateway.as(project)
        .body(Bodies.bulkOf(101))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(400)
        .body("error", equalTo("too many events in bulk request (max 100)"));
    Gateway.as(project)
        .body(("[" + " ".repeat(5 * MIB) + "]").getBytes(UTF_8))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(400)
        .body("error", equalTo("payload too large"));
    Gateway.as(project)
        .body("{\"message\":\"x\"}".getBytes(UTF_8))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid json"));
  }

  @Test
  void aLargeElementCostsOnlyItself() {
    var bulk = "[" + new String(Bodies.eventOf(MIB + 1), UTF_8) + ",{\"message\":\"x\"}]";

    Gateway.as(TestProject.create())
        .body(bulk.getBytes(UTF_8))
        .post("/api/v1/events/bulk")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1))
        .body("results[0].error", equalTo("payload too large"));
  }

  @Test
  void aPreflightIsAnsweredWithoutCredentials() {
    RestAssured.given()
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/api/v1/events")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Allow-Headers", containsString("x-sentry-auth"))
        .header("Access-Control-Max-Age", "3600");
  }
}
