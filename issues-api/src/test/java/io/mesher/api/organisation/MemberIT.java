package io.mesher.api.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class MemberIT {

  @Test
  void aNewMemberSeesTheOrganisationUntilRemoved() {
    var owner = Person.register();
    var other = Person.register();
    var org = owner.foundOrganisation();

    String membership = add(owner, org, Map.of("user_id", other.id()));

    owner
        .call()
        .get("/api/v1/orgs/" + org + "/members")
        .then()
        .statusCode(200)
        .body("email", contains(owner.email(), other.email()))
        .body("role", contains("owner", "member"))
        .body("[1].id", equalTo(membership))
        .body("[1].user_id", equalTo(other.id()));
    other.call().get("/api/v1/orgs/" + org).then().statusCode(200);
    owner
        .call()
        .post("/api/v1/orgs/" + org + "/members/" + membership + "/remove")
        .then()
        .statusCode(200)
        .body("affected", equalTo(1));
    other.call().get("/api/v1/orgs/" + org).then().statusCode(404);
    assertThat(
            TestDatabase.query(
                "SELECT version, payload->>'revoked' AS revoked FROM outbox WHERE key = ?"
                    + " ORDER BY id",
                "MEMBERSHIP:" + membership))
        .extracting(message -> message.get("version") + " " + message.get("revoked"))
        .containsExactly("1 false", "2 true");
  }

  @Test
  void somebodyIsAddedByAddressToo() {
    var owner = Person.register();
    var other = Person.register();
    var org = owner.foundOrganisation();

    add(owner, org, Map.of("email", other.email(), "role", "admin"));

    other.call().get("/api/v1/orgs/" + org).then().body("role", equalTo("admin"));
  }

  @Test
  void withoutAPersonNobodyIsAdded() {
    var owner = Person.register();
    var org = owner.foundOrganisation();

    owner
        .call()
        .body(Map.of("role", "member"))
        .post("/api/v1/orgs/" + org + "/members")
        .then()
        .statusCode(400)
        .body("error", equalTo("user_id is required"));
  }

  @Test
  void theLastOwnerStays() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    String membership = owner.call().get("/api/v1/orgs/" + org + "/members").path("[0].id");

    owner
        .call()
        .post("/api/v1/orgs/" + org + "/members/" + membership + "/remove")
        .then()
        .statusCode(409)
        .body("error", equalTo("the last owner can't be removed"));
    owner
        .call()
        .body(Map.of("role", "member"))
        .post("/api/v1/orgs/" + org + "/members/" + membership + "/role")
        .then()
        .statusCode(409);
  }

  @Test
  void onlyAnOwnerMakesOwners() {
    var owner = Person.register();
    var admin = Person.register();
    var org = owner.foundOrganisation();
    String membership = add(owner, org, Map.of("user_id", admin.id(), "role", "admin"));
    var promotion = Map.of("role", "owner");
    var path = "/api/v1/orgs/" + org + "/members/" + membership + "/role";

    admin.call().body(promotion).post(path).then().statusCode(403);
    owner.call().body(promotion).post(path).then().statusCode(200).body("affected", equalTo(1));
    owner.call().body(promotion).post(path).then().statusCode(200).body("affected", equalTo(1));
    assertThat(
            TestDatabase.query(
                "SELECT version FROM outbox WHERE key = ? ORDER BY id", "MEMBERSHIP:" + membership))
        .extracting(message -> message.get("version"))
        .containsExactly(1L, 2L);
  }

  @Test
  void onlyAnOwnerAddsOwners() {
    var owner = Person.register();
    var admin = Person.register();
    var org = owner.foundOrganisation();
    add(owner, org, Map.of("user_id", admin.id(), "role", "admin"));
    var newcomer = Map.of("user_id", Person.register().id(), "role", "owner");
    var path = "/api/v1/orgs/" + org + "/members";

    admin.call().body(newcomer).post(path).then().statusCode(403);
    owner.call().body(newcomer).post(path).then().statusCode(201);
  }

  @Test
  void onlyAnOwnerUnmakesOwners() {
    var owner = Person.register();
    var admin = Person.register();
    var org = owner.foundOrganisation();
    add(owner, org, Map.of("user_id", admin.id(), "role", "admin"));
    String second = add(owner, org, Map.of("user_id", Person.register().id(), "role", "owner"));
    var path = "/api/v1/orgs/" + org + "/members/" + second;
    var demotion = Map.of("role", "member");

    admin.call().body(demotion).post(path + "/role").then().statusCode(403);
    admin.call().post(path + "/remove").then().statusCode(403);
    owner
        .call()
        .get("/api/v1/orgs/" + org + "/members")
        .then()
        .body("role", contains("owner", "admin", "owner"));
    owner.call().body(demotion).post(path + "/role").then().statusCode(200);
    admin.call().post(path + "/remove").then().statusCode(200);
  }

  @Test
  void anEmptyRoleIsAMembers() {
    var owner = Person.register();
    var other = Person.register();
    var org = owner.foundOrganisation();

    add(owner, org, Map.of("user_id", other.id(), "role", ""));

    other.call().get("/api/v1/orgs/" + org).then().body("role", equalTo("member"));
  }

  @Test
  void aMemberMayLeaveButRemoveNobodyElse() {
    var owner = Person.register();
    var one = Person.register();
    var two = Person.register();
    var org = owner.foundOrganisation();
    String first = add(owner, org, Map.of("user_id", one.id()));
    String second = add(owner, org, Map.of("user_id", two.id()));

    one.call()
        .post("/api/v1/orgs/" + org + "/members/" + second + "/remove")
        .then()
        .statusCode(403);
    one.call().post("/api/v1/orgs/" + org + "/members/" + first + "/remove").then().statusCode(200);
  }

  @Test
  void whatWasAssignedToAFormerMemberIsNobodys() {
    var owner = Person.register();
    var leaver = Person.register();
    var org = owner.foundOrganisation();
    String membership = add(owner, org, Map.of("user_id", leaver.id()));
    var issue = AnIssue.in(owner.makeProject(org)).insert();
    owner
        .call()
        .body(Map.of("user_id", leaver.id()))
        .post("/api/v1/issues/" + issue + "/assign")
        .then()
        .statusCode(200);

    leaver
        .call()
        .post("/api/v1/orgs/" + org + "/members/" + membership + "/remove")
        .then()
        .statusCode(200);

    owner
        .call()
        .get("/api/v1/issues/" + issue)
        .then()
        .body("assigned_to", nullValue())
        .body("activity.kind", contains("unassigned", "assigned"));
    assertThat(
            TestDatabase.query(
                "SELECT payload->>'action' AS action FROM outbox WHERE key = ? ORDER BY version",
                issue))
        .extracting(message -> message.get("action"))
        .containsExactly("assigned", "unassigned");
  }

  private static String add(Person owner, String org, Map<String, String> member) {
    return owner
        .call()
        .body(member)
        .post("/api/v1/orgs/" + org + "/members")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
