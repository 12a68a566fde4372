package io.mesher.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ProblemIT {

  @ParameterizedTest
  @CsvSource({
    "projects/no-such-project/settings, 404, Not Found, project not found, project not found",
    "projects/no-such-project/dashboard/tags, 400, Bad Request, missing key parameter,"
        + " missing key parameter",
    "no/such/call, 404, Not Found, not found, not found",
    "projects/p/issues?cursor=1, 400, Bad Request, malformed cursor,"
        + " 'take next_cursor and next_cursor_id of the page before, both'"
  })
  void everyProblemHasATypeATitleAStatusAnErrorAndADetail(
      String call, int status, String title, String error, String detail) {
    var person = Person.register();

    Map<String, Object> problem =
        person
            .call()
            .get("/api/v1/" + call)
            .then()
            .statusCode(status)
            .contentType(Problem.MEDIA_TYPE)
            .extract()
            .path("");

    assertThat(problem)
        .containsOnly(
            Map.entry("type", "about:blank"),
            Map.entry("title", title),
            Map.entry("status", status),
            Map.entry("error", error),
            Map.entry("detail", detail));
  }
}
