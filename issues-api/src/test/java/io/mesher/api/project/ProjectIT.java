package io.mesher.api.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ProjectIT {

  @Test
  void aProjectIsFoundByIdNumberAndSlug() {
    var person = Person.register();
    var org = person.foundOrganisation();
    String slug = Person.slug();
    var made =
        person
            .call()
            .body(Map.of("name", "Shop", "slug", slug, "platform", "java"))
            .post("/api/v1/orgs/" + org + "/projects")
            .then()
            .statusCode(201)
            .body("slug", equalTo(slug))
            .body("name", equalTo("Shop"))
            .body("platform", equalTo("java"))
            .body("org_id", equalTo(org))
            .extract();
    String id = made.path("id");
    int number = made.path("number");

    for (String reference : new String[] {id, slug, Integer.toString(number)}) {
      person
          .call()
          .get("/api/v1/projects/" + reference)
          .then()
          .statusCode(200)
          .body("id", equalTo(id))
          .body("number", equalTo(number));
    }
  }

  @Test
  void theSameSlugInTwoOrganisationsAsksForTheId() {
    var person = Person.register();
    String slug = Person.slug();
    for (int i = 0; i < 2; i++) {
      person
          .call()
          .body(Map.of("name", "Shop", "slug", slug))
          .post("/api/v1/orgs/" + person.foundOrganisation() + "/projects")
          .then()
          .statusCode(201);
    }

    person
        .call()
        .get("/api/v1/projects/" + slug)
        .then()
        .statusCode(409)
        .body("error", equalTo("ambiguous project"));
  }

  @Test
  void aSlugIsTakenOnceInAnOrganisation() {
    var person = Person.register();
    var org = person.foundOrganisation();
    var project = Map.of("name", "Shop", "slug", Person.slug());
    person.call().body(project).post("/api/v1/orgs/" + org + "/projects");

    person
        .call()
        .body(project)
        .post("/api/v1/orgs/" + org + "/projects")
        .then()
        .statusCode(409)
        .body("error", equalTo("slug is taken"));
  }

  @Test
  void aStrangerDoesNotLearnThatAProjectExists() {
    String project = Person.register().makeProject();

    Person.register()
        .call()
        .get("/api/v1/projects/" + project)
        .then()
        .statusCode(404)
        .body("error", equalTo("project not found"));
  }

  @Test
  void whatCanNameNoProjectIsMalformed() {
    Person.register()
        .call()
        .get("/api/v1/projects/No_Such")
        .then()
        .statusCode(400)
        .body("error", equalTo("malformed project"));
  }

  @Test
  void renamingRaisesTheVersionAndTellsTheGateways() {
    var person = Person.register();
    String project = person.makeProject();

    person
        .call()
        .body(Map.of("name", "Store"))
        .patch("/api/v1/projects/" + project)
        .then()
        .statusCode(200)
        .body("name", equalTo("Store"))
        .body("platform", equalTo("java"));

    var message =
        TestDatabase.query(
                "SELECT version, payload->>'kind' AS kind, payload->>'revoked' AS revoked"
                    + " FROM outbox WHERE key = ?",
                "PROJECT:" + project)
            .getFirst();
    assertThat(message)
        .containsEntry("version", 2L)
        .containsEntry("kind", "PROJECT")
        .containsEntry("revoked", "false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/projects/%2$s", "/api/v1/orgs/%1$s"})
  void aNewNameIsNotBlankAndLosesTheBlanksAroundIt(String path) {
    var person = Person.register();
    var org = person.foundOrganisation();
    var place = path.formatted(org, person.makeProject(org));

    person.call().body(Map.of("name", " \t ")).patch(place).then().statusCode(400);

    person
        .call()
        .body(Map.of("name", "  Corner store "))
        .patch(place)
        .then()
        .statusCode(200)
        .body("name", equalTo("Corner store"));
  }

  @Test
  void deletingTakesKeysAlongAndTellsTheGateways() {
    var person = Person.register();
    String project = person.makeProject();
    String key =
        person.call().post("/api/v1/projects/" + project + "/api-keys").then().extract().path("id");

    person.call().delete("/api/v1/projects/" + project).then().statusCode(204);

    person.call().get("/api/v1/projects/" + project).then().statusCode(404);
    var message =
        TestDatabase.query(
                "SELECT payload->>'revoked' AS revoked FROM outbox WHERE key = ?"
                    + " ORDER BY version DESC",
                "API_KEY:" + key)
            .getFirst();
    assertThat(message).containsEntry("revoked", "true");
    assertThat(TestDatabase.query("SELECT 1 FROM api_keys WHERE id = ?", UUID.fromString(key)))
        .isEmpty();
  }

  @Test
  void organisationsListTheirProjects() {
    var person = Person.register();
    var org = person.foundOrganisation();
    String project = person.makeProject(org);

    person
        .call()
        .get("/api/v1/orgs/" + org + "/projects")
        .then()
        .statusCode(200)
        .body("id", hasItem(project));
    person.call().get("/api/v1/orgs").then().statusCode(200).body("[0].role", equalTo("owner"));
  }
}
