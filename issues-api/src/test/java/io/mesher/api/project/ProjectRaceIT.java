package io.mesher.api.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.support.Held;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of a project that meet. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ProjectRaceIT {
  private static final String SETTINGS_CHANGE =
      "UPDATE projects SET retention_days = 7, version = version + 1 WHERE id = ?";
  private static final String REMOVAL =
      "UPDATE projects SET org_id = NULL, version = version + 1 WHERE id = ?";

  private Person person;
  private String project;
  private UUID id;

  @BeforeEach
  void someoneWithAProject() {
    person = Person.register();
    project = person.makeProject();
    id = UUID.fromString(project);
  }

  @Test
  void aRenamingAfterASettingsChangeHasTheNextVersion() {
    var answer = Held.during(() -> rename("Store"), SETTINGS_CHANGE, id);

    answer.then().statusCode(200).body("name", equalTo("Store"));
    assertThat(TestDatabase.query("SELECT version FROM projects WHERE id = ?", id))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("version", 3L));
    assertThat(published()).containsExactly(3L);
  }

  @Test
  void aSettingsChangeBackToWhatWasBeforeAnotherIsOne() {
    var answer = Held.during(() -> set(Map.of("retention_days", 90)), SETTINGS_CHANGE, id);

    answer.then().statusCode(200);
    assertThat(published()).containsExactly(3L);
    person
        .call()
        .get("/api/v1/projects/" + project + "/settings")
        .then()
        .body("retention_days", equalTo(90));
  }

  @Test
  void aDeletedProjectIsNotBroughtBackByARenaming() {
    var answer = Held.during(() -> rename("Store"), REMOVAL, id);

    answer.then().statusCode(404).body("error", equalTo("project not found"));
    assertThat(published()).isEmpty();
    person.call().get("/api/v1/projects/" + project).then().statusCode(404);
  }

  @Test
  void aDeletedProjectIsNotAnnouncedAgainByItsSettings() {
    var answer = Held.during(() -> set(Map.of("retention_days", 30)), REMOVAL, id);

    answer.then().statusCode(404).body("error", equalTo("project not found"));
    assertThat(published()).isEmpty();
  }

  private Response rename(String name) {
    return person.call().body(Map.of("name", name)).patch("/api/v1/projects/" + project);
  }

  private Response set(Map<String, Object> settings) {
    return person.call().body(settings).post("/api/v1/projects/" + project + "/settings");
  }

  private List<Object> published() {
    return TestDatabase.query(
            "SELECT version FROM outbox WHERE key = ? ORDER BY id", "PROJECT:" + project)
        .stream()
        .map(row -> Objects.requireNonNull(row.get("version")))
        .toList();
  }
}
