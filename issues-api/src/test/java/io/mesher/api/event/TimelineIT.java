package io.mesher.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class TimelineIT {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

  @Test
  void itHasExactlyWhatTheContractSays() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    var event =
        AnEvent.of(project, issue).receivedAt(NOON).saying("gone").withLevel("info").insert();

    List<Map<String, Object>> timeline =
        person
            .call()
            .get("/api/v1/issues/" + issue + "/timeline")
            .then()
            .statusCode(200)
            .extract()
            .path("$");

    assertThat(timeline)
        .containsExactly(
            Map.of(
                "id", event,
                "level", "info",
                "message", "gone",
                "received_at", "2026-03-01T12:00:00Z"));
  }

  @Test
  void itsOwnEventsComeNewestFirstAsManyAsAskedFor() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    var middle = AnEvent.of(project, issue).receivedAt(NOON).insert();
    var newest = AnEvent.of(project, issue).receivedAt(NOON.plusDays(1)).insert();
    AnEvent.of(project, issue).receivedAt(NOON.minusDays(1)).insert();
    AnEvent.of(project, AnIssue.in(project).insert()).receivedAt(NOON.plusDays(2)).insert();

    person
        .call()
        .queryParam("limit", 2)
        .get("/api/v1/issues/" + issue + "/timeline")
        .then()
        .statusCode(200)
        .body("id", contains(newest, middle));
  }

  @Test
  void withoutALimitItHas50() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    for (int i = 0; i < 51; i++) {
      AnEvent.of(project, issue).receivedAt(NOON.plusSeconds(i)).insert();
    }

    person
        .call()
        .get("/api/v1/issues/" + issue + "/timeline")
        .then()
        .statusCode(200)
        .body("$", hasSize(50))
        .body("[0].received_at", equalTo("2026-03-01T12:00:50Z"));
  }
}
