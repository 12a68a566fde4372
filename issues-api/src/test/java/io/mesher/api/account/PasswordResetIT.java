package io.mesher.api.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.mesher.api.support.LoggedLinks;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class PasswordResetIT {
  private static final String NEW_PASSWORD = "battery staple correct";

  @Test
  void theLinkThatIsLoggedWithoutAMailServerSetsANewPasswordOnce() {
    var person = Person.register();
    String token;
    try (var links = LoggedLinks.listen()) {
      post("forgotten", Map.of("email", person.email())).statusCode(202);
      token = links.tokenFor(person.email());
    }
    var reset = Map.of("token", token, "new_password", NEW_PASSWORD);

    post("reset", reset).statusCode(204);

    post("reset", reset).statusCode(400).body("errors.field", hasItem("token"));
    person.call().get("/api/v1/auth/me").then().statusCode(401);
    logIn(person.email(), Person.PASSWORD).statusCode(401);
    logIn(person.email(), NEW_PASSWORD).statusCode(200);
    assertThat(
            TestDatabase.query(
                "SELECT 1 FROM outbox WHERE payload->>'kind' = 'SESSION'"
                    + " AND payload->>'user_id' = ? AND payload->>'revoked' = 'true'",
                person.id()))
        .hasSize(1);
  }

  @Test
  void aLinkIsGoodForAnHour() {
    var person = Person.register();
    String token;
    try (var links = LoggedLinks.listen()) {
      post("forgotten", Map.of("email", person.email())).statusCode(202);
      token = links.tokenFor(person.email());
    }
    TestDatabase.execute(
        "UPDATE password_resets SET expires_at = expires_at - interval '1 hour' WHERE user_id = ?",
        UUID.fromString(person.id()));

    post("reset", Map.of("token", token, "new_password", NEW_PASSWORD)).statusCode(400);
  }

  @Test
  void nobodyLearnsWhoHasAnAccount() {
    post("forgotten", Map.of("email", Person.slug() + "@example.org"))
        .statusCode(202)
        .body("status", equalTo("ok"));
  }

  @Test
  void askingAgainAndAgainIsThrottled() {
    var body = Map.of("email", Person.slug() + "@example.org");
    for (int i = 0; i < 10; i++) {
      post("forgotten", body).statusCode(202);
    }

    post("forgotten", body).statusCode(429);
  }

  private static ValidatableResponse post(String what, Map<String, String> body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/auth/password/" + what)
        .then();
  }

  private static ValidatableResponse logIn(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post("/api/v1/auth/login")
        .then();
  }
}
