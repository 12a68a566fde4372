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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class SignInThrottleIT {

  @Test
  void afterTenFailuresAnAccountWaitsEvenWithTheRightPassword() {
    var person = Person.register();
    for (int i = 0; i < 10; i++) {
      login(person.email(), "wrong password").then().statusCode(401);
    }

    var answer = login(person.email(), Person.PASSWORD);

    answer.then().statusCode(429).body("error", equalTo("too many attempts"));
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 900);
  }

  @Test
  void aSuccessForgetsTheFailuresBefore() {
    var person = Person.register();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 9; i++) {
        login(person.email(), "wrong password");
      }

      login(person.email(), Person.PASSWORD).then().statusCode(200);
    }
  }

  /** Each is let through or refused before any of the passwords is compared. */
  @Test
  void manyTriesAtOnceAreNoMoreThanOneAfterTheOther() {
    var person = Person.register();
    List<Integer> answers;
    try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          IntStream.range(0, 30)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> login(person.email(), "wrong password"), many))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .map(Response::statusCode)
              .toList();
    }

    assertThat(answers).filteredOn(status -> status == 401).hasSize(10);
    assertThat(answers).filteredOn(status -> status == 429).hasSize(20);
  }

  @Test
  void anAddressIsOnlyChargedWithFailuresThatWereTried() {
    var person = Person.register();
    var address = address();
    from(address, person.email(), Person.PASSWORD).then().statusCode(200);
    for (int i = 0; i < 12; i++) {
      from(address, person.email(), "wrong password");
    }

    assertThat(
            TestDatabase.query(
                "SELECT attempts FROM sign_in_attempts WHERE subject = ?", "address:" + address))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("attempts", 10));
  }

  @Test
  void oneAddressIsRegisteredTenTimesAtMost() {
    var person = Person.register();
    for (int i = 1; i < 10; i++) {
      register(person.email()).then().statusCode(409);
    }

    register(person.email()).then().statusCode(429).body("error", equalTo("too many attempts"));
  }

  @Test
  void afterTenWrongOnesNotEvenTheRightPasswordIsChanged() {
    var person = Person.register();
    for (int i = 0; i < 10; i++) {
      changePassword(person, "a wrong one").then().statusCode(401);
    }

    changePassword(person, Person.PASSWORD)
        .then()
        .statusCode(429)
        .body("error", equalTo("too many attempts"));
  }

  /** A reset, or somebody else with the password, was quicker. */
  @Test
  void thePasswordThatIsChangedMustStillBeTheOneThatWasGiven() {
    var person = Person.register();

    var answer =
        Held.during(
            () -> changePassword(person, Person.PASSWORD),
            "UPDATE users SET password_hash = 'another' WHERE id = ?",
            UUID.fromString(person.id()));

    answer.then().statusCode(401).body("error", equalTo("invalid password"));
    assertThat(
            TestDatabase.query(
                "SELECT password_hash FROM users WHERE id = ?", UUID.fromString(person.id())))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("password_hash", "another"));
  }

  /** Many accounts tried from one address: the tests' own bound is out of reach by trying. */
  @Test
  void anAddressWithTooManyFailuresWaitsWhateverTheAccount() {
    var person = Person.register();
    var address = address();
    from(address, "nobody-" + person.email(), "wrong password").then().statusCode(401);
    TestDatabase.execute(
        "UPDATE sign_in_attempts SET attempts = 1000000 * attempts WHERE subject = ?",
        "address:" + address);

    from(address, person.email(), Person.PASSWORD)
        .then()
        .statusCode(429)
        .body("error", equalTo("too many attempts"));
    login(person.email(), Person.PASSWORD).then().statusCode(200);
  }

  @Test
  void aNewPasswordEndsTheOtherSessionsAndTheOldPassword() {
    var person = Person.register();
    String other = login(person.email(), Person.PASSWORD).cookie("mesher_session");

    person
        .call()
        .body(Map.of("current_password", Person.PASSWORD, "new_password", "another good one"))
        .post("/api/v1/auth/password")
        .then()
        .statusCode(204);

    person.call().get("/api/v1/auth/me").then().statusCode(200);
    given().cookie("mesher_session", other).get("/api/v1/auth/me").then().statusCode(401);
    login(person.email(), Person.PASSWORD).then().statusCode(401);
    login(person.email(), "another good one").then().statusCode(200);
  }

  @Test
  void theOldPasswordIsNeededForANewOne() {
    var person = Person.register();

    person
        .call()
        .body(Map.of("current_password", "a wrong one", "new_password", "another good one"))
        .post("/api/v1/auth/password")
        .then()
        .statusCode(401)
        .body("error", equalTo("invalid password"));
  }

  /** Nobody's, of a network for tests. */
  private static String address() {
    var random = ThreadLocalRandom.current();
    return "198.18." + random.nextInt(256) + "." + random.nextInt(1, 255);
  }

  private static Response register(String email) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", Person.PASSWORD, "display_name", "Ada"))
        .post("/api/v1/auth/register");
  }

  private static Response changePassword(Person person, String current) {
    return person
        .call()
        .body(Map.of("current_password", current, "new_password", "another good one"))
        .post("/api/v1/auth/password");
  }

  /** As the edge says where a request comes from. */
  private static Response from(String address, String email, String password) {
    return given()
        .header("X-Forwarded-For", address)
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post("/api/v1/auth/login");
  }

  private static Response login(String email, String password) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", password))
        .post("/api/v1/auth/login");
  }
}
