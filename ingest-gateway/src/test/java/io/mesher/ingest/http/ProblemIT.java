package io.mesher.ingest.http;

import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ProblemIT {

  /** Fails as only a defect makes an endpoint fail. */
  @ApplicationScoped
  static class Broken {
    private final Exchanges exchanges;

    Broken(Exchanges exchanges) {
      this.exchanges = exchanges;
    }

    void routes(@Observes Router router) {
      router
          .post("/api/broken")
          .handler(
              routing ->
                  exchanges
                      .begin(routing, Dialect.NATIVE)
                      .guarded(
                          () -> {
                            throw new IllegalStateException("secret");
                          }));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/nothing, 404, Not Found, not found",
    "POST, /api/1/nothing/, 404, Not Found, not found",
    "GET, /api/v1/events, 405, Method Not Allowed, method not allowed",
    "PUT, /api/1/envelope/, 405, Method Not Allowed, method not allowed",
    "POST, /api/broken, 500, Internal Server Error, internal error"
  })
  void whatNoEndpointAnswersIsAProblemToo(
      String method, String path, int status, String title, String error) {
    RestAssured.given()
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("about:blank"))
        .body("title", equalTo(title))
        .body("status", equalTo(status))
        .body("detail", not(emptyOrNullString()))
        .body("error", equalTo(error));
  }

  @Test
  void anotherMethodIsToldTheRightOne() {
    RestAssured.get("/api/v1/events").then().statusCode(405).header("Allow", "POST");
  }
}
