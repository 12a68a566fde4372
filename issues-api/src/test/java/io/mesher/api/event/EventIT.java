package io.mesher.api.event;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class EventIT {
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");

  @Test
  void anIssuesEventsComeNewestFirstInPages() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    var oldest = AnEvent.of(project, issue).receivedAt(NOON.minusDays(1)).insert();
    var middle = AnEvent.of(project, issue).receivedAt(NOON).insert();
    var newest = AnEvent.of(project, issue).receivedAt(NOON.plusNanos(1000)).insert();

    var first =
        person
            .call()
            .queryParam("limit", 2)
            .get("/api/v1/issues/" + issue + "/events")
            .then()
            .statusCode(200)
            .body("data.id", contains(newest, middle))
            .body("data[1].level", equalTo("error"))
            .body("data[1].message", equalTo("no stock"))
            .body("data[1].received_at", equalTo("2026-03-01T12:00:00Z"))
            .body("has_more", equalTo(true))
            .extract();
    person
        .call()
        .queryParam("cursor", (String) first.path("next_cursor"))
        .queryParam("cursor_id", (String) first.path("next_cursor_id"))
        .get("/api/v1/issues/" + issue + "/events")
        .then()
        .statusCode(200)
        .body("data.id", contains(oldest))
        .body("has_more", equalTo(false));
  }

  @Test
  void anEventIsFoundByUuidAndByHexWithItsNeighbours() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    var before = AnEvent.of(project, issue).receivedAt(NOON.minusDays(2)).insert();
    var event =
        AnEvent.of(project, issue)
            .receivedAt(NOON)
            .withPayload(
                """
                {"exception":{"values":[
                  {"type":"IOException","value":"disk"},
                  {"type":"IllegalStateException","value":"no stock","module":"java.lang",
                   "stacktrace":{"frames":[
                     {"function":"main","filename":"Main.java","lineno":3},
                     {"function":"take","filename":"Stock.java","lineno":42,"in_app":true}]}}]},
                 "breadcrumbs":{"values":[{"message":"first"},{"message":"second"}]},
                 "tags":{"browser":"Firefox"},"user":{"id":"42"},"extra":{"cart":7}}
                """)
            .insert();
    var after = AnEvent.of(project, issue).receivedAt(NOON.plusMinutes(1)).insert();

    for (String id : new String[] {event, event.replace("-", "")}) {
      person
          .call()
          .get("/api/v1/events/" + id)
          .then()
          .statusCode(200)
          .body("event.id", equalTo(event))
          .body("event.project_id", equalTo(project))
          .body("event.issue_id", equalTo(issue))
          .body("event.exception.type_name", equalTo("IllegalStateException"))
          .body("event.exception.values.type", contains("IllegalStateException", "IOException"))
          .body("event.stacktrace.function_name", contains("take", "main"))
          .body("event.stacktrace[0].in_app", equalTo(true))
          .body("event.breadcrumbs.message", contains("first", "second"))
          .body("event.tags.browser", equalTo("Firefox"))
          .body("event.user_context.id", equalTo("42"))
          .body("event.extra.cart", equalTo(7))
          .body("event.sdk_name", equalTo("sentry.java"))
          .body("event.release", equalTo("shop@1.2.3"))
          .body("event.received_at", equalTo("2026-03-01T12:00:00Z"))
          .body("navigation.next_id", equalTo(after))
          .body("navigation.prev_id", equalTo(before));
    }
  }

  @Test
  void whatTheSdkSentIsShown() {
    var person = Person.register();
    var project = person.makeProject();
    var event =
        AnEvent.of(project, AnIssue.in(project).insert())
            .withPayload(
                """
                {"exception":{"values":[{"type":"IOException","stacktrace":{"frames":[
                   {"function":"take","module":"shop.Stock","abs_path":"/src/Stock.java","colno":7,
                    "pre_context":["a();","b();"],"context_line":"take();","post_context":["c();"],
                    "vars":{"left":0}}]}}]},
                 "server_name":"db-3","transaction":"POST /cart","dist":"7",
                 "contexts":{"os":{"name":"Linux"},"trace":{"trace_id":"4c79"}},
                 "request":{"url":"https://shop.example/cart","headers":[["Accept","text/html"]]}}
                """)
            .insert();

    person
        .call()
        .get("/api/v1/events/" + event)
        .then()
        .statusCode(200)
        .body("event.stacktrace[0].module", equalTo("shop.Stock"))
        .body("event.stacktrace[0].abs_path", equalTo("/src/Stock.java"))
        .body("event.stacktrace[0].colno", equalTo(7))
        .body("event.stacktrace[0].pre_context", contains("a();", "b();"))
        .body("event.stacktrace[0].context_line", equalTo("take();"))
        .body("event.stacktrace[0].post_context", contains("c();"))
        .body("event.stacktrace[0].vars.left", equalTo(0))
        .body("event.server_name", equalTo("db-3"))
        .body("event.transaction", equalTo("POST /cart"))
        .body("event.dist", equalTo("7"))
        .body("event.sdk_version", equalTo("8.0.0"))
        .body("event.contexts.os.name", equalTo("Linux"))
        .body("event.contexts.trace.trace_id", equalTo("4c79"))
        .body("event.request.url", equalTo("https://shop.example/cart"))
        .body("event.request.headers[0]", contains("Accept", "text/html"));
  }

  /** Its rows are removed later. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEventOfADeletedIssueIsGoneAtOnce(boolean firstSightIsKnown) {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    var event = AnEvent.of(project, issue).receivedAt(NOON).insert();
    if (firstSightIsKnown) {
      TestDatabase.execute(
          "INSERT INTO event_ids (project_id, event_id, received_at) VALUES (?, ?, ?)",
          UUID.fromString(project),
          UUID.fromString(event),
          NOON);
    }
    person.call().get("/api/v1/events/" + event).then().statusCode(200);

    person.call().post("/api/v1/issues/" + issue + "/delete").then().body("affected", equalTo(1));

    for (String call : new String[] {event, event + "/json"}) {
      person
          .call()
          .get("/api/v1/events/" + call)
          .then()
          .statusCode(404)
          .body("error", equalTo("event not found"));
    }
  }

  @Test
  void theLastEventHasNoNext() {
    var person = Person.register();
    var project = person.makeProject();
    var issue = AnIssue.in(project).insert();
    var event = AnEvent.of(project, issue).insert();

    person
        .call()
        .get("/api/v1/events/" + event)
        .then()
        .body("navigation.next_id", nullValue())
        .body("navigation.prev_id", nullValue());
  }

  @Test
  void theStoredJsonIsGivenOnDemand() {
    var person = Person.register();
    var project = person.makeProject();
    var event =
        AnEvent.of(project, AnIssue.in(project).insert())
            .withPayload("{\"contexts\":{\"someOdd_Name\":1}}")
            .insert();

    person
        .call()
        .get("/api/v1/events/" + event + "/json")
        .then()
        .statusCode(200)
        .body("contexts.someOdd_Name", equalTo(1));
  }

  @Test
  void aStrangersEventIsNotFound() {
    var person = Person.register();
    var project = person.makeProject();
    var event = AnEvent.of(project, AnIssue.in(project).insert()).insert();

    Person.register()
        .call()
        .get("/api/v1/events/" + event)
        .then()
        .statusCode(404)
        .body("error", equalTo("event not found"));
  }

  @Test
  void theSameIdInTwoProjectsIsDecidedByTheProject() {
    var person = Person.register();
    var one = person.makeProject();
    var other = person.makeProject();
    var id = UUID.randomUUID();
    AnEvent.of(one, AnIssue.in(one).insert()).withId(id).insert();
    AnEvent.of(other, AnIssue.in(other).insert()).withId(id).insert();

    person.call().get("/api/v1/events/" + id).then().statusCode(409);
    person
        .call()
        .queryParam("project", other)
        .get("/api/v1/events/" + id)
        .then()
        .statusCode(200)
        .body("event.project_id", equalTo(other));
  }
}
