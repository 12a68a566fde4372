package io.mesher.api.support;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Somebody who registered and is signed in; made for one test alone. */
public record Person(String id, String email, String cookie) {
  /** The password of everybody in tests. */
  public static final String PASSWORD = "correct horse battery";

  /** Registers somebody new. */
  public static Person register() {
    String email = "p-" + UUID.randomUUID() + "@example.org";
    var response =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", email, "password", PASSWORD, "display_name", "Ada " + email))
            .post("/api/v1/auth/register")
            .then()
            .statusCode(201)
            .extract();
    return new Person(response.path("user.id"), email, response.cookie("mesher_session"));
  }

  /** A request by cookie, as the UI sends it. */
  public RequestSpecification call() {
    return given()
        .cookie("mesher_session", cookie)
        .header("X-Mesher-Csrf", "1")
        .contentType(ContentType.JSON);
  }

  /** A request with a bearer token. */
  public static RequestSpecification callWith(String token) {
    return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
  }

  /** A new organisation of theirs; its id. */
  public String foundOrganisation() {
    return call()
        .body(Map.of("name", "Org", "slug", slug()))
        .post("/api/v1/orgs")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A new project in an organisation; its id. */
  public String makeProject(String org) {
    return call()
        .body(Map.of("name", "Shop", "slug", slug(), "platform", "java"))
        .post("/api/v1/orgs/" + org + "/projects")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A new project in a new organisation; its id. */
  public String makeProject() {
    return makeProject(foundOrganisation());
  }

  /** A new personal token. */
  public String makeToken(String scope) {
    return call()
        .body(Map.of("label", scope, "scope", scope))
        .post("/api/v1/tokens")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  /** A slug nobody else has. */
  public static String slug() {
    return "s-" + UUID.randomUUID().toString().substring(0, 13);
  }
}
