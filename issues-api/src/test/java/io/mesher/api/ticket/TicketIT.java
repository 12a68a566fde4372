package io.mesher.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.access.Secret;
import io.mesher.api.problem.UnavailableException;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.EmbeddedTestServers;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class TicketIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Redis redis;
  @Inject Vertx vertx;

  @Test
  void aTicketLiesInRedisForHalfAMinute() {
    var person = Person.register();
    var project = person.makeProject();

    String ticket =
        person
            .call()
            .body(Map.of("project_id", project))
            .post("/api/v1/stream-tickets")
            .then()
            .statusCode(201)
            .body("expires_in", equalTo(30))
            .extract()
            .path("ticket");

    var key = "mesher:ticket:" + new Secret(ticket).hash();
    assertThat(new JsonObject(ask(Command.GET, key).toString()))
        .isEqualTo(
            new JsonObject()
                .put("secret_hash", new Secret(person.cookie()).hash())
                .put("project_id", project));
    assertThat(ask(Command.TTL, key).toInteger()).isBetween(0, 30);
  }

  @Test
  void nobodyGetsATicketForAProjectTheyDoNotSee() {
    var project = Person.register().makeProject();

    Person.register()
        .call()
        .body(Map.of("project_id", project))
        .post("/api/v1/stream-tickets")
        .then()
        .statusCode(404)
        .body("error", equalTo("project not found"));
  }

  @Test
  void withoutRedisThereAreNoTicketsForTheMoment() {
    var away = Redis.createClient(vertx, "redis://127.0.0.1:" + EmbeddedTestServers.freePort());

    assertThatThrownBy(
            () -> new Tickets(away).issue("whose", UUID.randomUUID()).await().atMost(PATIENCE))
        .isInstanceOf(UnavailableException.class);
  }

  private Response ask(Command command, String key) {
    return redis.send(Request.cmd(command).arg(key)).await().atMost(PATIENCE);
  }
}
