package io.mesher.api.organisation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.LoggedLinks;
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
class InvitationIT {

  @Test
  void whoIsInvitedJoinsOnceAsTheyWereInvited() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var guest = Person.register();

    String token = invite(owner, org, guest.email(), "admin");

    owner
        .call()
        .get("/api/v1/orgs/" + org + "/invitations")
        .then()
        .statusCode(200)
        .body("email", contains(guest.email()))
        .body("role", contains("admin"));
    accept(guest, token).statusCode(200).body("org_id", equalTo(org));
    guest.call().get("/api/v1/orgs/" + org).then().body("role", equalTo("admin"));
    owner.call().get("/api/v1/orgs/" + org + "/invitations").then().body("$", empty());
    accept(guest, token).statusCode(404).body("error", equalTo("invitation not found"));
  }

  @Test
  void aLinkThatIsPassedOnLetsNobodyElseIn() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    String token = invite(owner, org, Person.slug() + "@example.org", "member");

    accept(Person.register(), token).statusCode(404);
  }

  @Test
  void anInvitationEndsWithItsWeekWhenTakenBackAndWhenRenewed() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var guest = Person.register();
    String first = invite(owner, org, guest.email(), "member");
    String second = invite(owner, org, guest.email(), "member");

    accept(guest, first).statusCode(404);
    TestDatabase.execute(
        "UPDATE invitations SET expires_at = now() WHERE org_id = ?", UUID.fromString(org));
    accept(guest, second).statusCode(404);
    String third = invite(owner, org, guest.email(), "member");
    String id = owner.call().get("/api/v1/orgs/" + org + "/invitations").path("[0].id");
    var revoke = "/api/v1/orgs/" + org + "/invitations/" + id + "/revoke";
    owner.call().post(revoke).then().statusCode(200).body("affected", equalTo(1));
    owner.call().post(revoke).then().statusCode(404);
    accept(guest, third).statusCode(404);
  }

  @Test
  void onlyAnOwnerInvitesOwners() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var admin = Person.register();
    accept(admin, invite(owner, org, admin.email(), "admin")).statusCode(200);

    admin
        .call()
        .body(Map.of("email", Person.slug() + "@example.org", "role", "owner"))
        .post("/api/v1/orgs/" + org + "/invitations")
        .then()
        .statusCode(403);
  }

  /** Invites; what the link, which is logged without a mail server, holds. */
  private static String invite(Person owner, String org, String email, String role) {
    try (var links = LoggedLinks.listen()) {
      owner
          .call()
          .body(Map.of("email", email, "role", role))
          .post("/api/v1/orgs/" + org + "/invitations")
          .then()
          .statusCode(201);
      return links.tokenFor(email);
    }
  }

  private static ValidatableResponse accept(Person guest, String token) {
    return guest.call().body(Map.of("token", token)).post("/api/v1/invitations/accept").then();
  }
}
