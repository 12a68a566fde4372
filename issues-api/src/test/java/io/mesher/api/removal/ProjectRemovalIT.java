package io.mesher.api.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.AnIssue;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.GenericPlan;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ProjectRemovalIT {

  @Test
  void anOrganisationGoesWithItsProjectsKeysAndEvents() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var project = owner.makeProject(org);
    var kept = owner.makeProject();
    String key = owner.call().post("/api/v1/projects/" + project + "/api-keys").path("id");
    AnEvent.of(project, AnIssue.in(project).insert()).insert();
    AnEvent.of(kept, AnIssue.in(kept).insert()).insert();

    owner.call().delete("/api/v1/orgs/" + org).then().statusCode(204);

    owner.call().get("/api/v1/orgs/" + org).then().statusCode(404);
    assertThat(
            TestDatabase.query(
                "SELECT payload->>'revoked' AS revoked FROM outbox WHERE key = ?"
                    + " ORDER BY version DESC",
                "API_KEY:" + key))
        .first()
        .satisfies(message -> assertThat(message).containsEntry("revoked", "true"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(events(project)).isZero();
              assertThat(
                      TestDatabase.query(
                          "SELECT 1 FROM deleted_projects WHERE project_id = ?",
                          UUID.fromString(project)))
                  .isEmpty();
            });
    assertThat(events(kept)).isOne();
  }

  @Test
  void aLargeProjectIsHiddenAtOnceAndEmptiedInSteps() {
    var owner = Person.register();
    var org = owner.foundOrganisation();
    var project = owner.makeProject(org);
    var slug = owner.call().get("/api/v1/projects/" + project).<String>path("slug");
    var issue = UUID.fromString(AnIssue.in(project).insert());
    var id = UUID.fromString(project);
    TestDatabase.execute(
        "INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)"
            + " SELECT ?, ?, 'customer', 'c' || n, current_date, 0, 1"
            + " FROM generate_series(1, ?) AS n",
        id,
        issue,
        RemovalJob.ROWS + 1);
    TestDatabase.execute(
        "INSERT INTO project_tag_rollups (project_id, key, day, value, shard, count)"
            + " VALUES (?, 'customer', current_date, 'c', 0, 1)",
        id);

    owner.call().delete("/api/v1/projects/" + project).then().statusCode(204);

    owner.call().get("/api/v1/projects/" + project).then().statusCode(404);
    owner.call().get("/api/v1/issues/" + issue).then().statusCode(404);
    owner
        .call()
        .body(Map.of("name", "Again", "slug", slug))
        .post("/api/v1/orgs/" + org + "/projects")
        .then()
        .statusCode(201);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        TestDatabase.query(
                            "SELECT id FROM projects WHERE id = ? UNION ALL"
                                + " SELECT issue_id FROM tag_rollups WHERE project_id = ? UNION ALL"
                                + " SELECT project_id FROM project_tag_rollups WHERE project_id = ?",
                            id,
                            id,
                            id))
                    .isEmpty());
  }

  /** A step takes so many rows of one project, and would look for them among all projects'. */
  @Test
  void noStepMustReadATableFromEndToEnd() {
    // A plan over no day at all would read nothing, however bad it is.
    var project = Person.register().makeProject();
    AnEvent.of(project, AnIssue.in(project).insert()).insert();

    assertThat(RemovalJob.PARTS)
        .allSatisfy(
            sql -> assertThat(GenericPlan.of(sql)).contains("Delete").doesNotContain("Seq Scan"));
  }

  private static int events(String project) {
    return TestDatabase.query("SELECT 1 FROM events WHERE project_id = ?", UUID.fromString(project))
        .size();
  }
}
