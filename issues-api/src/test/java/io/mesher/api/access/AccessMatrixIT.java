package io.mesher.api.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.api.access.House.Visitor;
import io.mesher.api.access.RouteRules.Door;
import io.mesher.api.access.RouteRules.Rule;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every route of the published document against every kind of caller. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class AccessMatrixIT {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");
  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");

  @Test
  void everyPublishedRouteIsClassified() {
    assertThat(publishedRoutes()).isEqualTo(new TreeSet<>(RouteRules.ALL.keySet()));
  }

  @ParameterizedTest
  @EnumSource
  void everyRouteLetsInWhomItShould(Visitor visitor) {
    List<String> wrong = new ArrayList<>();
    var shared = House.build();

    RouteRules.ALL.forEach(
        (route, rule) -> {
          // Writes change the house: each gets its own.
          var house = route.startsWith("GET") ? shared : House.build();
          int status = call(house, visitor, route, rule);
          String expected = expected(visitor, rule);
          if (!matches(expected, status)) {
            wrong.add(route + ": " + status + " instead of " + expected);
          }
        });

    assertThat(wrong).isEmpty();
  }

  @Test
  void aMalformedIdIsSaidToBeOneAndAnUnknownOneIsNotFound() {
    List<String> wrong = new ArrayList<>();
    var house = House.build();

    RouteRules.ALL.forEach(
        (route, rule) ->
            PARAMETER
                .matcher(route)
                .results()
                .map(MatchResult::group)
                .forEach(
                    parameter -> {
                      var malformed = route.replace(parameter, "No-Id_");
                      var unknown = route.replace(parameter, UUID.randomUUID().toString());
                      int said = call(house, Visitor.OWNER, malformed, rule);
                      int found = call(house, Visitor.OWNER, unknown, rule);
                      if (said != 400 || found != 404) {
                        wrong.add(route + ", " + parameter + ": " + said + ", " + found);
                      }
                    }));

    assertThat(wrong).isEmpty();
  }

  private static boolean matches(String expected, int status) {
    return expected.equals("in")
        ? status < 500 && status != 401 && status != 403 && status != 404
        : expected.equals(Integer.toString(status));
  }

  private static String expected(Visitor visitor, Rule rule) {
    if (rule.door() == Door.OPEN) {
      return "in";
    }
    return switch (visitor) {
      case NOBODY, REVOKED_TOKEN -> "401";
      case STRANGER ->
          rule.door() == Door.HOUSE || rule.door() == Door.PERSON_OF_HOUSE ? "404" : "in";
      case MEMBER -> asPerson(rule, Role.MEMBER, Scope.ADMIN);
      case ADMIN -> asPerson(rule, Role.ADMIN, Scope.ADMIN);
      case OWNER -> asPerson(rule, Role.OWNER, Scope.ADMIN);
      case OWNERS_READ_TOKEN -> asPerson(rule, Role.OWNER, Scope.READ);
      case OWNERS_WRITE_TOKEN -> asPerson(rule, Role.OWNER, Scope.WRITE);
      case OWNERS_ADMIN_TOKEN -> asPerson(rule, Role.OWNER, Scope.ADMIN);
      case HOUSE_READ_TOKEN -> asHouse(rule, Role.MEMBER, Scope.READ);
      case HOUSE_WRITE_TOKEN -> asHouse(rule, Role.MEMBER, Scope.WRITE);
      case HOUSE_ADMIN_TOKEN -> asHouse(rule, Role.ADMIN, Scope.ADMIN);
    };
  }

  private static String asPerson(Rule rule, Role role, Scope scope) {
    boolean inside = rule.door() == Door.HOUSE || rule.door() == Door.PERSON_OF_HOUSE;
    return scope.covers(rule.scope()) && (!inside || role.covers(rule.role())) ? "in" : "403";
  }

  private static String asHouse(Rule rule, Role role, Scope scope) {
    boolean forPeople = rule.door() == Door.PERSON || rule.door() == Door.PERSON_OF_HOUSE;
    return forPeople ? "403" : asPerson(rule, role, scope);
  }

  private static int call(House house, Visitor visitor, String route, Rule rule) {
    String method = route.substring(0, route.indexOf(' '));
    String path = fill(house, visitor, route.substring(route.indexOf(' ') + 1)) + rule.query();
    var request = given().header("X-Mesher-Csrf", "1");
    var secret = house.secret(visitor);
    if (secret != null) {
      if (visitor.name().endsWith("TOKEN")) {
        request.header("Authorization", "Bearer " + secret.value());
      } else {
        request.cookie(SessionCookie.NAME, secret.value());
      }
    }
    if (rule.body() != null) {
      request.contentType(ContentType.JSON).body(fill(house, visitor, rule.body()));
    }
    return request.request(method, path).statusCode();
  }

  private static String fill(House house, Visitor visitor, String text) {
    return PARAMETER
        .matcher(text)
        .replaceAll(
            match ->
                switch (match.group(1)) {
                  case "unique" -> Person.slug();
                  case "welcome" -> house.invitation(visitor);
                  case "password" -> Person.PASSWORD;
                  case "stranger" -> someone();
                  default -> house.id(match.group(1)).toString();
                });
  }

  private static String someone() {
    var id = UUID.randomUUID();
    TestDatabase.execute(
        "INSERT INTO users (id, email, password_hash, display_name) VALUES (?, ?, 'none', 'N')",
        id,
        id + "@example.org");
    return id.toString();
  }

  private static Set<String> publishedRoutes() {
    Map<String, Map<String, Object>> paths =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().path("paths");
    var routes = new TreeSet<String>();
    paths.forEach(
        (path, operations) ->
            operations.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return routes;
  }
}
