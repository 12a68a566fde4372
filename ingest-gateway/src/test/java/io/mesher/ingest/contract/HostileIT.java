package io.mesher.ingest.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that mean harm, or are broken enough to do it. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class HostileIT {
  private static final int MIB = 1024 * 1024;

  @BeforeAll
  static void ready() {
    new Gateway().close();
  }

  @Test
  void aClientThatGoesAwayLeavesNothingBehind() throws IOException {
    var project = TestProject.create();
    try (var socket = connect()) {
      send(socket, head(project, "/api/v1/events", 500_000) + "{\"message\":\"" + "x".repeat(1000));
      await().until(() -> bytesInFlight() > 0);
    }

    await().until(() -> bytesInFlight() == 0);
  }

  @Test
  void bodiesThatTrickleHoldABoundedNumberOfBytes() throws IOException {
    var project = TestProject.create();
    List<Socket> trickles = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        var socket = connect();
        trickles.add(socket);
        send(socket, head(project, "/api/v1/events", MIB) + "\"" + "x".repeat(900_000));
      }

      await().atMost(Duration.ofSeconds(20)).until(() -> statuses(trickles) > 0);

      assertThat(bytesInFlight()).isLessThanOrEqualTo(24 * MIB);
    } finally {
      for (var socket : trickles) {
        socket.close();
      }
    }
    await().until(() -> bytesInFlight() == 0);
    Gateway.as(project).body(Bodies.event()).post("/api/v1/events").then().statusCode(202);
  }

  @Test
  void aRefusalDoesNotWaitForTheBodyWhichThenLosesItsConnection() throws IOException {
    try (var socket = connect()) {
      send(
          socket,
          "POST /api/1/envelope/ HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n"
              + "Authorization: Bearer nonsense\r\n\r\n{}\n");

      assertThat(answer(socket)).startsWith("HTTP/1.1 401");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientThatAsksBeforeItSendsIsToldBoth() throws IOException {
    var project = TestProject.create();
    var body = new String(Bodies.event(), ISO_8859_1);
    try (var socket = connect()) {
      send(
          socket,
          head(project, "/api/v1/events", body.length())
              .replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
      assertThat(answer(socket)).startsWith("HTTP/1.1 100");

      send(socket, body);

      assertThat(answer(socket)).startsWith("HTTP/1.1 202");
    }
    try (var socket = connect()) {
      send(
          socket,
          "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
      assertThat(answer(socket)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void noiseIsNeverA500() {
    var project = TestProject.create();
    var random = new Random(42);
    for (int i = 0; i < 150; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      var encoding = List.of("", "gzip", "deflate", "br", "zstd").get(i % 5);
      for (var path : List.of("/api/v1/events", "/api/v1/events/bulk", "/api/1/store/")) {
        assertThat(
                Gateway.as(project)
                    .header("Content-Encoding", encoding)
                    .body(noise)
                    .post(path)
                    .statusCode())
            .isBetween(400, 499);
      }
    }
    assertThat(bytesInFlight()).isZero();
  }

  @Test
  void hostileHeadersAreRefused() {
    for (var value :
        List.of(
            "Sentry " + "sentry_key=,".repeat(500),
            "Basic " + "A".repeat(10_000),
            "=",
            ",",
            "Sentry sentry_version=999999999999,sentry_key=x")) {
      assertThat(
              RestAssured.given()
                  .header("X-Sentry-Auth", value)
                  .body(Bodies.event())
                  .post("/api/v1/events")
                  .statusCode())
          .isBetween(400, 401);
    }
  }

  @Test
  void bombsAreDefused() {
    var project = TestProject.create();
    for (var encoding : List.of("gzip", "br", "zstd")) {
      var bomb = Bodies.encoded(encoding, new byte[150 * MIB]);

      Gateway.as(project)
          .header("Content-Encoding", encoding)
          .body(bomb)
          .post("/api/v1/events")
          .then()
          .statusCode(400);
      assertThat(
              Gateway.as(project)
                  .header("Content-Encoding", encoding)
                  .body(bomb)
                  .post("/api/{name}/envelope/", project.number())
                  .statusCode())
          .isIn(400, 413);
    }
    assertThat(bytesInFlight()).isZero();
  }

  private static double bytesInFlight() {
    return Metrics.globalRegistry.get("mesher.admission.bytes.in.flight").gauge().value();
  }

  private static Socket connect() throws IOException {
    return new Socket("127.0.0.1", RestAssured.port);
  }

  private static String head(TestProject project, String path, int length) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(path, length, project.key());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static long statuses(List<Socket> sockets) throws IOException {
    long answered = 0;
    for (var socket : sockets) {
      answered += socket.getInputStream().available() > 0 ? 1 : 0;
    }
    return answered;
  }

  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    byte[] answer = new byte[2000];
    int length = socket.getInputStream().read(answer);
    return new String(answer, 0, Math.max(0, length), ISO_8859_1);
  }
}
