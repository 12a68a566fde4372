package io.mesher.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class TokenIT {

  @Test
  void aTokenIsShownOnceStoredHashedAndShowsItsLastUse() {
    var person = Person.register();
    var made =
        person
            .call()
            .body(Map.of("label", "ci", "scope", "read"))
            .post("/api/v1/tokens")
            .then()
            .statusCode(201)
            .extract();
    String token = made.path("token");

    Person.callWith(token)
        .get("/api/v1/auth/me")
        .then()
        .statusCode(200)
        .body("user.id", equalTo(person.id()))
        .body("token.scope", equalTo("read"));

    assertThat(token).matches("mshr_t_[0-9a-f]{48}");
    person
        .call()
        .get("/api/v1/tokens")
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].label", equalTo("ci"))
        .body("[0].token", nullValue())
        .body("[0].last_used_at", notNullValue());
    var stored =
        TestDatabase.query(
            "SELECT token FROM api_tokens WHERE id = ?", UUID.fromString(made.path("id")));
    assertThat(stored.getFirst().get("token")).isNotEqualTo(token);
  }

  @Test
  void aReadTokenReadsAndNothingElse() {
    var person = Person.register();
    String token = person.makeToken("read");

    Person.callWith(token)
        .body(Map.of("name", "Org", "slug", Person.slug()))
        .post("/api/v1/orgs")
        .then()
        .statusCode(403)
        .body("detail", equalTo("the token's scope is read, this call needs admin"));
  }

  @Test
  void aRevokedTokenIsNone() {
    var person = Person.register();
    var made = person.call().body(Map.of("scope", "admin")).post("/api/v1/tokens").then().extract();

    person
        .call()
        .post("/api/v1/tokens/" + made.path("id") + "/revoke")
        .then()
        .statusCode(200)
        .body("affected", equalTo(1));
    person
        .call()
        .post("/api/v1/tokens/" + made.path("id") + "/revoke")
        .then()
        .statusCode(200)
        .body("affected", equalTo(0));

    Person.callWith(made.path("token")).get("/api/v1/auth/me").then().statusCode(401);
  }

  @Test
  void onlyAnAdminSeesAndMakesAnOrganisationsTokens() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var admin = joined(owner, org, "admin");
    var member = joined(owner, org, "member");
    var stranger = Person.register();

    list(owner, org).statusCode(200).body("$", hasSize(0));
    list(admin, org).statusCode(200);
    list(member, org).statusCode(403);
    list(stranger, org).statusCode(404);
    make(admin, org).statusCode(201);
    make(member, org).statusCode(403).body("error", equalTo("forbidden"));
    make(stranger, org).statusCode(404).body("error", equalTo("organisation not found"));
    list(owner, org).body("$", hasSize(1));
  }

  @Test
  void nobodyRevokesSomebodyElsesToken() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var colleague = joined(owner, org, "admin");
    String token = colleague.makeToken("read");
    String id = colleague.call().get("/api/v1/tokens").path("[0].id");

    owner
        .call()
        .post("/api/v1/tokens/" + id + "/revoke")
        .then()
        .statusCode(404)
        .body("error", equalTo("token not found"));

    Person.callWith(token).get("/api/v1/auth/me").then().statusCode(200);
  }

  private static Person joined(Person owner, String org, String role) {
    var person = Person.register();
    owner
        .call()
        .body(Map.of("user_id", person.id(), "role", role))
        .post("/api/v1/orgs/" + org + "/members")
        .then()
        .statusCode(201);
    return person;
  }

  private static ValidatableResponse list(Person person, String org) {
    return person.call().queryParam("org_id", org).get("/api/v1/tokens").then();
  }

  private static ValidatableResponse make(Person person, String org) {
    return person
        .call()
        .body(Map.of("scope", "admin", "org_id", org))
        .post("/api/v1/tokens")
        .then();
  }

  @Test
  void anOrganisationsTokenSeesItsOrganisationAlone() {
    var person = Person.register();
    var mine = person.foundOrganisation();
    var project = person.makeProject(mine);
    var other = person.makeProject();
    String token =
        person
            .call()
            .body(Map.of("label", "ci", "scope", "read", "org_id", mine))
            .post("/api/v1/tokens")
            .then()
            .statusCode(201)
            .extract()
            .path("token");

    Person.callWith(token).get("/api/v1/projects/" + project).then().statusCode(200);
    Person.callWith(token).get("/api/v1/projects/" + other).then().statusCode(404);
  }
}
