package io.mesher.api.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class RegistrationIT {

  @Test
  void whoRegistersIsSignedInByAnHttpOnlyCookie() {
    String email = Person.slug() + "@example.org";

    var answer =
        given()
            .contentType(ContentType.JSON)
            .body(
                Map.of("email", email, "password", Person.PASSWORD, "display_name", "Ada Lovelace"))
            .post("/api/v1/auth/register");

    answer
        .then()
        .statusCode(201)
        .body("user.email", equalTo(email))
        .body("user.display_name", equalTo("Ada Lovelace"))
        .body("user.id", notNullValue())
        .body("user.password_hash", nullValue());
    var cookie = answer.detailedCookie("mesher_session");
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo("Lax");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getMaxAge()).isEqualTo(7 * 24 * 3600);
  }

  @Test
  void neitherPasswordNorSessionIsStoredAsItIs() {
    var person = Person.register();

    var stored =
        TestDatabase.query(
                "SELECT u.password_hash, s.token FROM users u JOIN sessions s ON s.user_id = u.id"
                    + " WHERE u.email = ?",
                person.email())
            .getFirst();

    assertThat((String) stored.get("password_hash")).startsWith("$argon2id$");
    assertThat((String) stored.get("token")).isNotEqualTo(person.cookie()).hasSize(64);
  }

  @Test
  void theFirstUserAndNoOtherOwnsTheInstallation() {
    // As on a fresh installation; classes run one after the other, each with people of its own.
    TestDatabase.execute("DELETE FROM users");

    var first = Person.register();
    Person.register();

    assertThat(TestDatabase.query("SELECT email FROM users WHERE installation_owner"))
        .singleElement()
        .satisfies(owner -> assertThat(owner).containsEntry("email", first.email()));
  }

  @Test
  void anAddressRegistersOnceInWhateverCase() {
    var person = Person.register();

    given()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "email",
                person.email().toUpperCase(java.util.Locale.ROOT),
                "password",
                Person.PASSWORD,
                "display_name",
                "Impostor"))
        .post("/api/v1/auth/register")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("error", equalTo("email is already registered"));
  }

  @Test
  void eachFaultyFieldIsNamed() {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", "nobody", "password", "short"))
        .post("/api/v1/auth/register")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("status", equalTo(400))
        .body("errors.field", hasItem("email"))
        .body("errors.field", hasItem("password"))
        .body("errors.field", hasItem("display_name"));
  }

  @Test
  void whatIsNoJsonIsSaidToBeNone() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"email\": ")
        .post("/api/v1/auth/register")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("error", equalTo("invalid json"))
        .body("detail", equalTo("line 1, column 11"));
  }
}
