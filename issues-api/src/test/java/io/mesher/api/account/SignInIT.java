package io.mesher.api.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class SignInIT {

  @Test
  void theRightPasswordOpensASession() {
    var person = Person.register();

    var answer = login(person.email(), Person.PASSWORD);

    answer.then().statusCode(200).body("user.id", equalTo(person.id()));
    given()
        .cookie("mesher_session", answer.cookie("mesher_session"))
        .get("/api/v1/auth/me")
        .then()
        .statusCode(200)
        .body("user.email", equalTo(person.email()));
  }

  @Test
  void aWrongPasswordAndAnUnknownAccountAnswerAlike() {
    var person = Person.register();

    for (var answer :
        new Response[] {
          login(person.email(), "not the password"), login("nobody@example.org", Person.PASSWORD)
        }) {
      answer
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .body("error", equalTo("invalid email or password"));
    }
  }

  @Test
  void signingOutEndsTheSession() {
    var person = Person.register();

    person.call().post("/api/v1/auth/logout").then().statusCode(204);

    person
        .call()
        .get("/api/v1/auth/me")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("error", equalTo("unauthorized"));
  }

  @Test
  void aWriteByCookieNeedsTheHeaderThatOtherSitesCantSend() {
    var person = Person.register();

    given()
        .cookie("mesher_session", person.cookie())
        .contentType(ContentType.JSON)
        .body(Map.of("name", "Org", "slug", Person.slug()))
        .post("/api/v1/orgs")
        .then()
        .statusCode(403)
        .body("error", equalTo("forbidden"));
  }

  @Test
  void aWriteByCookieFromAnotherOriginIsRefused() {
    var person = Person.register();

    person
        .call()
        .header("Origin", "https://elsewhere.example")
        .body(Map.of("name", "Org", "slug", Person.slug()))
        .post("/api/v1/orgs")
        .then()
        .statusCode(403);
  }

  private static Response login(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post("/api/v1/auth/login");
  }
}
