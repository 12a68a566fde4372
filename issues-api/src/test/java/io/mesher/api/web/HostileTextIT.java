package io.mesher.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class HostileTextIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":[\"a\"]}",
        "{\"name\":{}}",
        "{\"name\":\"\"}",
        "[]",
        "null",
        "\"text\"",
        "{",
        ""
      })
  void aBodyThatCantBeTakenIsTheClientsFault(String body) {
    var person = Person.register();
    var org = person.foundOrganisation();

    person
        .call()
        .body(body)
        .post("/api/v1/orgs/" + org + "/projects")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedUnread() {
    var person = Person.register();

    person
        .call()
        .body("{\"name\":\"" + "x".repeat(256 * 1024) + "\"}")
        .post("/api/v1/orgs")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("error", equalTo("request entity too large"));
  }

  @ParameterizedTest
  @CsvSource({
    "/projects/PROJECT/issues?, -9999-01-01T00:00:00Z",
    "/projects/PROJECT/issues?, %2B1000000000-12-31T23:59:59.999999999Z",
    "/projects/PROJECT/issues?sort=first_seen&, -9999-01-01T00:00:00Z",
    "/projects/PROJECT/issues?sort=events&, 1e9",
    "/issues/ISSUE/events?, -9999-01-01T00:00:00Z",
    "/issues/ISSUE/events?, %2B1000000000-12-31T23:59:59.999999999Z",
    "/issues/ISSUE/activity?, -9999-01-01T00:00:00Z",
    "/issues/ISSUE/activity?, %2B1000000000-12-31T23:59:59.999999999Z"
  })
  void aCursorOutOfTheDatabasesRangeIsMalformed(String list, String cursor) {
    var person = Person.register();
    var project = person.makeProject();
    var path = list.replace("PROJECT", project).replace("ISSUE", AnIssue.in(project).insert());

    person
        .call()
        .urlEncodingEnabled(false)
        .get("/api/v1" + path + "cursor=" + cursor + "&cursor_id=" + UUID.randomUUID())
        .then()
        .statusCode(400)
        .body("error", equalTo("malformed cursor"));
  }

  /** In chunks nobody says how much will come. */
  @ParameterizedTest
  @ValueSource(ints = {256, 512, 8192})
  void aBodyThatTurnsOutTooLargeIsRefused(int kibibytes) throws IOException, InterruptedException {
    var person = Person.register();
    var body =
        ("{\"name\":\"" + "x".repeat(kibibytes * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/orgs"))
            .header("Cookie", "mesher_session=" + person.cookie())
            .header("X-Mesher-Csrf", "1")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .version(Version.HTTP_1_1)
            .build();

    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).contains("\"error\":\"request entity too large\"");
    }
  }

  @Test
  void aNulInAQueryIsRefused() {
    var person = Person.register();
    var project = person.makeProject();

    person
        .call()
        .urlEncodingEnabled(false)
        .get("/api/v1/projects/" + project + "/events/search?q=a%00b")
        .then()
        .statusCode(400)
        .body("error", equalTo("malformed text"));
  }
}
