package io.mesher.api.organisation;

import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.Held;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changes of an organisation that meet. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class OrganisationRaceIT {

  @Test
  void aNewNameKeepsTheSlugThatAnotherGave() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var slug = Person.slug();

    var answer =
        Held.during(
            () -> owner.call().body(Map.of("name", "New")).patch("/api/v1/orgs/" + org),
            "UPDATE organizations SET slug = ? WHERE id = ?",
            slug,
            UUID.fromString(org));

    answer.then().statusCode(200).body("slug", equalTo(slug));
    owner
        .call()
        .get("/api/v1/orgs/" + org)
        .then()
        .body("slug", equalTo(slug))
        .body("name", equalTo("New"));
  }
}
