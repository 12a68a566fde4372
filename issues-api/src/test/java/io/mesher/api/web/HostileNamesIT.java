package io.mesher.api.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that can't be seen or stored, wherever one is given. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class HostileNamesIT {
  private Person person;
  private String org;
  private String project;

  @BeforeEach
  void someoneWithAProject() {
    person = Person.register();
    org = person.foundOrganisation();
    project = person.makeProject(org);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PATCH | orgs/{org} | name | {'name': '\\u3000\\u2003'}",
        "PATCH | projects/{project} | name | {'name': '\\u3000\\u2003'}",
        "PATCH | projects/{project} | name | {'name': '\\u001c'}",
        "PATCH | projects/{project} | name | {'name': '\\u200b\\u00a0'}",
        "PATCH | projects/{project} | name | {'name': ''}",
        "POST | orgs | name | {'name': '\\u00a0\\u3000', 'slug': 'a-slug'}",
        "POST | orgs/{org}/projects | name | {'name': '\\u200b', 'slug': 'a-slug'}",
        "POST | projects/{project}/api-keys | label | {'label': '\\u3000'}",
        "POST | projects/{project}/alert-rules | name | {'name': '\\u00a0', 'condition':"
            + " {'condition_type': 'new_issue'}}",
        "PATCH | alert-rules/{rule} | name | {'name': '\\u3000'}",
        "POST | tokens | label | {'label': '\\u3000'}",
        "POST | auth/register | display_name | {'display_name': '\\u2007', 'email':"
            + " 'blank@example.org', 'password': 'correct horse battery'}"
      })
  void blanksOfNoScriptAreAName(String method, String path, String field, String body) {
    call(method, path, body)
        .statusCode(400)
        .body("errors.field", contains(field))
        .body("error", equalTo(field + " must not be blank"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PATCH | orgs/{org} | name | {'name': 'a\\u0000b'}",
        "PATCH | projects/{project} | name | {'name': 'a\\u0000b'}",
        "PATCH | projects/{project} | platform | {'platform': 'a\\u0000b'}",
        "POST | orgs | name | {'name': 'a\\u0000b', 'slug': 'a-slug'}",
        "POST | orgs/{org}/members | email | {'email': 'a\\u0000b@example.org'}",
        "POST | orgs/{org}/invitations | email | {'email': 'a\\u0000b@example.org'}",
        "POST | projects/{project}/api-keys | label | {'label': 'a\\u0000b'}",
        "POST | projects/{project}/settings | scrub_fields.0 | {'scrub_fields': ['a\\u0000b']}",
        "POST | projects/{project}/alert-rules | name | {'name': 'a\\u0000b', 'condition':"
            + " {'condition_type': 'new_issue'}}",
        "POST | projects/{project}/alert-rules | condition.filter.environment | {'name': 'n',"
            + " 'condition': {'condition_type': 'threshold', 'threshold': 1, 'window_minutes': 1,"
            + " 'filter': {'environment': 'a\\u0000b'}}}",
        "POST | projects/{project}/alert-rules | action.to.0 | {'name': 'n', 'condition':"
            + " {'condition_type': 'new_issue'}, 'action': {'type': 'email', 'to':"
            + " ['a\\u0000b@example.org']}}",
        "POST | tokens | label | {'label': 'a\\u0000b'}",
        "POST | auth/register | display_name | {'display_name': 'a\\u0000b', 'email':"
            + " 'blank@example.org', 'password': 'correct horse battery'}",
        "POST | auth/login | email | {'email': 'a\\u0000b', 'password': 'correct horse battery'}",
        "POST | auth/password/forgotten | email | {'email': 'a\\u0000b'}"
      })
  void whatPostgresqlCantStoreIsNoText(String method, String path, String field, String body) {
    call(method, path, body).statusCode(400).body("errors.field", hasItem(field));
  }

  @Test
  void aNameOfAnyScriptLosesTheBlanksAroundIt() {
    call("PATCH", "projects/{project}", "{'name': '\\u3000\\u5e97\\u2003'}")
        .statusCode(200)
        .body("name", equalTo("店"));
  }

  private ValidatableResponse call(String method, String path, String body) {
    var there =
        path.replace("{org}", org)
            .replace("{project}", project)
            .replace("{rule}", path.contains("{rule}") ? rule() : "");
    return person.call().body(body.replace('\'', '"')).request(method, "/api/v1/" + there).then();
  }

  private String rule() {
    return person
        .call()
        .body(Map.of("name", "n", "condition", Map.of("condition_type", "new_issue")))
        .post("/api/v1/projects/" + project + "/alert-rules")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
