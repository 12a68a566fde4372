package io.mesher.ws.stream;

import static io.mesher.ws.fixture.TestSocket.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.Frozen;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.StreamRequest;
import io.mesher.ws.fixture.TestSocket;
import io.mesher.ws.fixture.Viewer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tickets, for clients that can send neither cookie nor header. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StreamTicketIT extends WatchedProject {
  @Inject RedisDataSource redis;

  @Test
  void aTicketOpensItsProjectOnce() {
    var ticket = ticketFor(viewer, project.id());
    var options = withTicket(ticket);
    try (var socket = TestSocket.open(options)) {
      Stored.publish(writer, Stored.event(project.id(), "by ticket"));

      assertThat(socket.awaitEvent("by ticket")).isNotNull();
      assertThat(refusal(options).getStatus()).isEqualTo(401);
    }
  }

  @Test
  void aTicketOpensNoOtherProjectAndNobodyElses() {
    var other = TestProject.create();
    viewer.join(other);
    var stranger = Viewer.stranger();

    assertThat(
            refusal(StreamRequest.withTicket(port, other.slug(), ticketFor(viewer, project.id())))
                .getStatus())
        .isEqualTo(404);
    assertThat(refusal(withTicket(ticketFor(stranger, project.id()))).getStatus()).isEqualTo(404);
  }

  @Test
  void whatATicketOpenedEndsWithTheSessionThatItWasMadeWith() {
    var unused = withTicket(ticketFor(viewer, project.id()));
    try (var socket = TestSocket.open(withTicket(ticketFor(viewer, project.id())))) {
      TestDatabase.execute("DELETE FROM sessions WHERE token = ?", Viewer.sha256(viewer.session()));

      assertThat(socket.awaitClose()).isEqualTo(1008);
      assertThat(refusal(unused).getStatus()).isEqualTo(401);
    }
  }

  @Test
  void withoutRedisTicketsAreRefusedForTheMomentAndCookiesGoOn() {
    var ticket = ticketFor(viewer, project.id());
    try (var frozen = Frozen.server("redis-server")) {
      assertThat(refusal(withTicket(ticket)).getStatus()).isEqualTo(503);
      try (var socket =
          TestSocket.open(StreamRequest.withCookie(port, project.slug(), viewer.session()))) {
        Stored.publish(writer, Stored.event(project.id(), "without redis"));

        assertThat(socket.awaitEvent("without redis")).isNotNull();
      }
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              var another = withTicket(ticketFor(viewer, project.id()));
              try (var socket = TestSocket.open(another)) {
                assertThat(socket.raw().isClosed()).isFalse();
              }
            });
  }

  private WebSocketConnectOptions withTicket(String ticket) {
    return StreamRequest.withTicket(port, project.slug(), ticket);
  }

  private String ticketFor(Viewer maker, UUID projectId) {
    var ticket = UUID.randomUUID().toString();
    redis
        .value(String.class)
        .setex(
            "mesher:ticket:" + Viewer.sha256(ticket),
            30,
            new JsonObject()
                .put("secret_hash", Viewer.sha256(maker.session()))
                .put("project_id", projectId.toString())
                .encode());
    return ticket;
  }
}
