package io.mesher.api.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.Held;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
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

  @Test
  void aLoginThatANewPasswordOvertakesOpensNothing() {
    var person = Person.register();

    var answer =
        Held.during(
            () -> login(person.email(), Person.PASSWORD),
            "UPDATE users SET password_hash = 'another' WHERE id = ?",
            UUID.fromString(person.id()));

    answer.then().statusCode(401).body("error", equalTo("invalid email or password"));
    assertThat(sessions(person)).isOne();
  }

  @Test
  void aSessionEndsWhenItsTimeIsOver() {
    var person = Person.register();
    TestDatabase.execute(
        "UPDATE sessions SET expires_at = now() WHERE user_id = ?", UUID.fromString(person.id()));

    person.call().get("/api/v1/auth/me").then().statusCode(401);
  }

  private static int sessions(Person person) {
    return TestDatabase.query(
            "SELECT 1 FROM sessions WHERE user_id = ?", UUID.fromString(person.id()))
        .size();
  }

  private static Response login(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post("/api/v1/auth/login");
  }
}
