package io.mesher.api.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The OpenAPI document tells everything of every call. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class PublishedContractIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final List<String> BOUNDS = List.of("maxLength", "pattern", "format", "enum");

  @Test
  void everyAnswerHasASchemaAndAnExample() throws IOException {
    var wrong = new ArrayList<String>();

    operations(
        (name, operation) ->
            operation
                .path("responses")
                .properties()
                .forEach(
                    answer -> {
                      boolean empty = answer.getKey().equals("204");
                      boolean error = answer.getValue().has("$ref");
                      for (var media : answer.getValue().path("content")) {
                        if (!media.has("schema") || !media.has("example")) {
                          wrong.add(name + " " + answer.getKey());
                        }
                      }
                      if (!empty && !error && !answer.getValue().has("content")) {
                        wrong.add(name + " " + answer.getKey());
                      }
                    }));

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyCallTellsItsErrorsAsProblems() throws IOException {
    var document = document();
    var wrong = new ArrayList<String>();

    operations(
        (name, operation) ->
            operation
                .path("responses")
                .properties()
                .forEach(
                    answer -> {
                      if (answer.getKey().compareTo("400") >= 0 && !name.endsWith("/healthz")) {
                        var ref = answer.getValue().path("$ref").asText();
                        var problem = document.at(ref.replaceFirst("^#", ""));
                        if (!problem.at("/content/application~1problem+json").has("example")) {
                          wrong.add(name + " " + answer.getKey());
                        }
                      }
                    }));

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyParameterAndTextOfABodyIsBounded() throws IOException {
    var document = document();
    var wrong = new ArrayList<String>();

    operations(
        (name, operation) -> {
          for (var parameter : operation.path("parameters")) {
            if (!parameter.has("example")) {
              wrong.add(name + " " + parameter.path("name").asText() + " has no example");
            }
            unbounded(
                document, parameter.path("schema"), name + " " + parameter.path("name"), wrong);
          }
          for (var media : operation.path("requestBody").path("content")) {
            unbounded(document, media.path("schema"), name, wrong);
          }
        });

    assertThat(wrong).isEmpty();
  }

  private static void unbounded(
      JsonNode document, JsonNode schema, String where, List<String> wrong) {
    if (schema.has("$ref")) {
      var ref = schema.path("$ref").asText().replaceFirst("^#", "");
      unbounded(document, document.at(ref), where, wrong);
    } else if (schema.has("properties")) {
      schema
          .path("properties")
          .properties()
          .forEach(
              property ->
                  unbounded(document, property.getValue(), where + "." + property.getKey(), wrong));
    } else if (schema.has("items")) {
      unbounded(document, schema.path("items"), where + "[]", wrong);
    } else if (schema.has("anyOf")) {
      schema.path("anyOf").forEach(one -> unbounded(document, one, where, wrong));
    } else if (schema.path("type").toString().contains("\"string\"")
        && BOUNDS.stream().noneMatch(schema::has)) {
      wrong.add(where);
    }
  }

  @Test
  void everyValueThatIsListedForAParameterIsTaken() throws IOException {
    var person = Person.register();
    var project = person.makeProject();
    var refused = new ArrayList<String>();

    operations(
        (name, operation) -> {
          var path = name.replaceFirst("^get ", "").replace("{project}", project);
          for (var parameter : operation.path("parameters")) {
            for (var value : parameter.at("/schema/enum")) {
              var answer =
                  person.call().queryParam(parameter.path("name").asText(), value.asText());
              if (answer.get(path).statusCode() != 200) {
                refused.add(name + " " + parameter.path("name") + "=" + value);
              }
            }
          }
        });

    assertThat(refused).isEmpty();
  }

  @Test
  void whatMayBeNullIsSaidToBe() throws IOException {
    var schemas = document().at("/components/schemas");

    var assignee = schemas.at("/IssueSummary/properties/assigned_to/anyOf");
    var environment = schemas.at("/EventView/properties/environment/type");

    assertThat(assignee.findValuesAsText("type")).contains("null");
    assertThat(environment.toString()).contains("null");
  }

  @Test
  void whatAnAnswerAlwaysHasIsRequired() throws IOException {
    var schemas = document().at("/components/schemas");

    assertThat(required(schemas, "IssueSummary"))
        .containsExactlyInAnyOrder(
            "id",
            "title",
            "culprit",
            "level",
            "status",
            "event_count",
            "user_count",
            "first_seen",
            "last_seen",
            "assigned_to");
    assertThat(required(schemas, "PageIssueSummary")).containsExactlyInAnyOrder("data", "has_more");
    assertThat(required(schemas, "NewProject")).containsExactly("name");
  }

  private static List<String> required(JsonNode schemas, String name) {
    var required = new ArrayList<String>();
    schemas.path(name).path("required").forEach(member -> required.add(member.asText()));
    return required;
  }

  /** As in development; what is packaged has none, as the packaged system's test knows. */
  @Test
  void thePageForTryingOutIsThere() {
    given().get("/q/swagger-ui/").then().statusCode(200);
  }

  private static void operations(BiConsumer<String, JsonNode> seen) throws IOException {
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            seen.accept(
                                operation.getKey() + " " + path.getKey(), operation.getValue());
                          }
                        }));
  }

  private static JsonNode document() throws IOException {
    return new ObjectMapper()
        .readTree(
            given().get("/q/openapi?format=json").then().statusCode(200).extract().asString());
  }
}
