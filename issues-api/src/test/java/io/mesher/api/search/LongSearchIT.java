package io.mesher.api.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A search that PostgreSQL ends, as it does after the statement's timeout. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class LongSearchIT {
  private static final String WAITING =
      "FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%search_events(%'";

  @Test
  void whoSearchesForTooLongIsToldWhatMayHelp() throws SQLException {
    var person = Person.register();
    var search = "/api/v1/projects/" + person.makeProject() + "/events/search?q=needle";
    Response answer;
    try (var lock = TestDatabase.connect();
        var statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE events IN ACCESS EXCLUSIVE MODE");
      var answered = CompletableFuture.supplyAsync(() -> person.call().get(search));
      Awaitility.await().until(() -> !TestDatabase.query("SELECT pid " + WAITING).isEmpty());

      TestDatabase.query("SELECT pg_cancel_backend(pid) " + WAITING);

      answer = requireNonNull(answered.join());
    }
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.<String>path("error")).isEqualTo("temporarily unavailable");
    assertThat(answer.<String>path("detail")).startsWith("the search took too long; a shorter");
  }
}
