package io.mesher.api.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ApiKeyIT {

  @Test
  void aNewKeyComesWithTheDsnAnSdkTakes() {
    var person = Person.register();
    String project = person.makeProject();
    int number = person.call().get("/api/v1/projects/" + project).path("number");

    var answer =
        person
            .call()
            .body(Map.of("label", "web"))
            .post("/api/v1/projects/" + project + "/api-keys")
            .then()
            .statusCode(201)
            .extract();

    assertThat(answer.<Map<String, Object>>path("$")).containsOnlyKeys("key_value", "id", "dsn");
    String key = answer.path("key_value");
    assertThat(key).matches("mshr_[0-9a-f]{48}");
    assertThat((String) answer.path("dsn"))
        .isEqualTo("http://" + key + "@localhost:8080/" + number);
  }

  @Test
  void aKeyWithoutALabelIsCalledDefault() {
    var person = Person.register();
    String project = person.makeProject();

    person.call().post("/api/v1/projects/" + project + "/api-keys").then().statusCode(201);

    person
        .call()
        .get("/api/v1/projects/" + project + "/api-keys")
        .then()
        .statusCode(200)
        .body("[0].label", equalTo("default"))
        .body("[0].project_id", equalTo(project))
        .body("[0].dsn", notNullValue())
        .body("[0].revoked_at", nullValue());
  }

  @Test
  void anEmptyLabelIsNone() {
    var person = Person.register();
    String project = person.makeProject();

    person
        .call()
        .body(Map.of("label", ""))
        .post("/api/v1/projects/" + project + "/api-keys")
        .then()
        .statusCode(201);

    person
        .call()
        .get("/api/v1/projects/" + project + "/api-keys")
        .then()
        .body("[0].label", equalTo("default"));
  }

  @Test
  void revokingTellsTheGatewaysOnce() {
    var person = Person.register();
    String project = person.makeProject();
    var key = person.call().post("/api/v1/projects/" + project + "/api-keys").then().extract();
    String id = key.path("id");

    person
        .call()
        .post("/api/v1/api-keys/" + id + "/revoke")
        .then()
        .statusCode(200)
        .body("status", equalTo("ok"))
        .body("affected", equalTo(1));
    person
        .call()
        .post("/api/v1/api-keys/" + id + "/revoke")
        .then()
        .statusCode(200)
        .body("status", equalTo("ok"))
        .body("affected", equalTo(1));

    var messages =
        TestDatabase.query(
            "SELECT version, topic, payload->>'key_value' AS key_value,"
                + " payload->>'project_id' AS project_id, payload->>'revoked' AS revoked"
                + " FROM outbox WHERE key = ? ORDER BY id",
            "API_KEY:" + id);
    assertThat(messages).hasSize(2);
    assertThat(messages.get(1))
        .containsEntry("version", 2L)
        .containsEntry("topic", "mesher.config.changed")
        .containsEntry("key_value", key.path("key_value"))
        .containsEntry("project_id", project)
        .containsEntry("revoked", "true");
  }

  @Test
  void aStrangerCantRevoke() {
    var person = Person.register();
    String project = person.makeProject();
    String id = person.call().post("/api/v1/projects/" + project + "/api-keys").path("id");

    Person.register()
        .call()
        .post("/api/v1/api-keys/" + id + "/revoke")
        .then()
        .statusCode(404)
        .body("error", equalTo("api key not found"));
  }
}
