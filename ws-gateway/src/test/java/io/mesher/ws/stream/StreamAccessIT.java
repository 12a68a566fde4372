package io.mesher.ws.stream;

import static io.mesher.ws.fixture.TestSocket.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.StreamRequest;
import io.mesher.ws.fixture.TestSocket;
import io.mesher.ws.fixture.Viewer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.http.WebSocketConnectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a stream, and by which names and paths. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StreamAccessIT extends WatchedProject {
  @ParameterizedTest
  @ValueSource(strings = {"uuid", "slug", "number"})
  void aProjectIsNamedInThreeWays(String way) {
    var name =
        switch (way) {
          case "uuid" -> project.id().toString();
          case "slug" -> project.slug();
          default -> Long.toString(project.number());
        };
    try (var socket = TestSocket.open(asBearer(viewer.token(), name))) {
      Stored.publish(writer, Stored.event(project.id(), "by " + way));

      assertThat(socket.awaitEvent("by " + way)).isNotNull();
    }
  }

  @Test
  void theOtherPathLeadsToTheSameStream() {
    try (var socket =
        TestSocket.open(
            TestSocket.to(port, "/ws/stream/projects/" + project.slug())
                .addHeader("Authorization", "Bearer " + viewer.token()))) {
      Stored.publish(writer, Stored.event(project.id(), "under ws"));

      assertThat(socket.awaitEvent("under ws")).isNotNull();
    }
  }

  @Test
  void anOrganisationsTokenOpensItsProjects() {
    try (var socket =
        TestSocket.open(asBearer(Viewer.organisationToken(project), project.slug()))) {
      Stored.publish(writer, Stored.event(project.id(), "for the organisation"));

      assertThat(socket.awaitEvent("for the organisation")).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "http://localhost:8081"})
  void aPageOfOursMayUseTheCookie(String origin) {
    try (var socket =
        TestSocket.open(
            asCookie(viewer.session(), project.slug())
                .setAllowOriginHeader(true)
                .addHeader("Origin", origin))) {
      Stored.publish(writer, Stored.event(project.id(), "for a page"));

      assertThat(socket.awaitEvent("for a page")).isNotNull();
    }
  }

  @Test
  void aForeignPageMayNotUseTheCookie() {
    var refused =
        refusal(
            asCookie(viewer.session(), project.slug())
                .setAllowOriginHeader(true)
                .addHeader("Origin", "https://evil.example"));

    assertThat(refused.getStatus()).isEqualTo(403);
    assertThat(refused.getBody().toJsonObject().getString("error")).isEqualTo("origin not allowed");
  }

  @Test
  void withoutCredentialsThereIsNoUpgrade() {
    var refused = refusal(StreamRequest.bare(port, project.slug()));

    assertThat(refused.getStatus()).isEqualTo(401);
    assertThat(refused.getHeaders().get("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.getBody().toJsonObject().getString("error")).isEqualTo("unauthorized");
  }

  @Test
  void unknownExpiredAndRevokedCredentialsAreRefused() {
    TestDatabase.execute(
        "UPDATE sessions SET expires_at = now() - interval '1 second' WHERE token = ?",
        Viewer.sha256(viewer.session()));
    TestDatabase.execute("UPDATE api_tokens SET revoked_at = now() WHERE id = ?", viewer.tokenId());

    assertThat(refusal(asCookie(viewer.session(), project.slug())).getStatus()).isEqualTo(401);
    assertThat(refusal(asBearer(viewer.token(), project.slug())).getStatus()).isEqualTo(401);
    assertThat(refusal(asBearer("mshr_t_nobodys", project.slug())).getStatus()).isEqualTo(401);
    assertThat(refusal(asBearer("mshr_t_nobodys", "No Project")).getStatus()).isEqualTo(401);
  }

  @Test
  void whatOthersHaveIsAsIfItWereNotThere() {
    var stranger = Viewer.memberOf(TestProject.create());

    var refused = refusal(asBearer(stranger.token(), project.id().toString()));

    assertThat(refused.getStatus()).isEqualTo(404);
    assertThat(refused.getBody().toJsonObject().getString("error")).isEqualTo("project not found");
    assertThat(refusal(asCookie(stranger.session(), project.slug())).getStatus()).isEqualTo(404);
    assertThat(refusal(asBearer(viewer.token(), "No Project")).getStatus()).isEqualTo(404);
  }

  @Test
  void aPlainRequestIsToldWhatIsServedHere() {
    RestAssured.given().port(port).get("/stream/projects/" + project.slug()).then().statusCode(426);
  }

  private WebSocketConnectOptions asCookie(String session, String name) {
    return StreamRequest.withCookie(port, name, session);
  }
}
