package io.mesher.api.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every route asks of its caller. A route that is missing here fails {@link AccessMatrixIT}.
 */
final class RouteRules {
  /** What stands between a caller and a route. */
  enum Door {
    /** Nothing. */
    OPEN,
    /** Credentials. */
    SIGNED_IN,
    /** Credentials of a person: an organisation's token is not enough. */
    PERSON,
    /** A role in the house. */
    HOUSE,
    /** A role in the house, of a person. */
    PERSON_OF_HOUSE
  }

  /**
   * A route's rule.
   *
   * @param query appended to the path, so that the call is complete
   * @param body as JSON, complete; with {@code {org}} and the like filled in
   */
  record Rule(Door door, Role role, Scope scope, String query, @Nullable String body) {
    Rule query(String text) {
      return new Rule(door, role, scope, text, body);
    }

    Rule body(String json) {
      return new Rule(door, role, scope, query, json);
    }
  }

  static final Map<String, Rule> ALL = new LinkedHashMap<>();

  static {
    open("GET /healthz");
    open("POST /api/v1/auth/register").put("{}");
    open("POST /api/v1/auth/login").put("{}");
    open("POST /api/v1/auth/password/forgotten").put("{}");
    open("POST /api/v1/auth/password/reset").put("{}");
    rule("POST /api/v1/auth/logout", Door.SIGNED_IN, Role.MEMBER, Scope.READ);
    rule("POST /api/v1/auth/password", Door.PERSON, Role.MEMBER, Scope.ADMIN)
        .put("{\"current_password\":\"{password}\",\"new_password\":\"{unique}\"}");
    rule("GET /api/v1/auth/me", Door.SIGNED_IN, Role.MEMBER, Scope.READ);

    rule("GET /api/v1/orgs", Door.SIGNED_IN, Role.MEMBER, Scope.READ);
    rule("POST /api/v1/orgs", Door.PERSON, Role.MEMBER, Scope.ADMIN)
        .put("{\"name\":\"n\",\"slug\":\"{unique}\"}");
    read("GET /api/v1/orgs/{org}");
    manage("PATCH /api/v1/orgs/{org}").put("{\"name\":\"New\"}");
    rule("DELETE /api/v1/orgs/{org}", Door.HOUSE, Role.OWNER, Scope.ADMIN);
    read("GET /api/v1/orgs/{org}/members");
    manage("POST /api/v1/orgs/{org}/members").put("{\"user_id\":\"{stranger}\"}");
    manage("POST /api/v1/orgs/{org}/members/{member}/role").put("{\"role\":\"admin\"}");
    manage("POST /api/v1/orgs/{org}/members/{member}/remove");

    rule("GET /api/v1/orgs/{org}/invitations", Door.HOUSE, Role.ADMIN, Scope.READ);
    manage("POST /api/v1/orgs/{org}/invitations").put("{\"email\":\"{unique}@example.org\"}");
    manage("POST /api/v1/orgs/{org}/invitations/{invitation}/revoke");
    rule("POST /api/v1/invitations/accept", Door.PERSON, Role.MEMBER, Scope.ADMIN)
        .put("{\"token\":\"{welcome}\"}");

    read("GET /api/v1/orgs/{org}/projects");
    manage("POST /api/v1/orgs/{org}/projects").put("{\"name\":\"n\",\"slug\":\"{unique}\"}");
    read("GET /api/v1/projects/{project}");
    manage("PATCH /api/v1/projects/{project}").put("{\"name\":\"New\"}");
    manage("DELETE /api/v1/projects/{project}");
    read("GET /api/v1/projects/{project}/api-keys");
    manage("POST /api/v1/projects/{project}/api-keys").put("{}");
    manage("POST /api/v1/api-keys/{key}/revoke");
    read("GET /api/v1/projects/{project}/settings");
    manage("POST /api/v1/projects/{project}/settings").put("{}");

    rule("POST /api/v1/stream-tickets", Door.PERSON_OF_HOUSE, Role.MEMBER, Scope.READ)
        .put("{\"project_id\":\"{project}\"}");
    rule("GET /api/v1/tokens", Door.PERSON, Role.MEMBER, Scope.READ);
    rule("POST /api/v1/tokens", Door.PERSON, Role.MEMBER, Scope.ADMIN).put("{}");
    manage("POST /api/v1/tokens/{token}/revoke");

    read("GET /api/v1/projects/{project}/issues");
    work("POST /api/v1/projects/{project}/issues/bulk")
        .put("{\"action\":\"resolve\",\"ids\":[\"{issue}\"]}");
    read("GET /api/v1/issues/{issue}");
    read("GET /api/v1/issues/{issue}/tags");
    read("GET /api/v1/issues/{issue}/activity");
    rule("POST /api/v1/issues/{issue}/comments", Door.PERSON_OF_HOUSE, Role.MEMBER, Scope.WRITE)
        .put("{\"text\":\"t\"}");
    for (var action : new String[] {"resolve", "archive", "unresolve", "discard", "delete"}) {
      work("POST /api/v1/issues/{issue}/" + action);
    }
    work("POST /api/v1/issues/{issue}/assign").put("{\"user_id\":\"\"}");

    read("GET /api/v1/projects/{project}/events/search").ask("?q=word");
    read("GET /api/v1/projects/{project}/events/tags").ask("?key=k&value=v");
    read("GET /api/v1/projects/{project}/dashboard/volume");
    read("GET /api/v1/projects/{project}/dashboard/levels");
    read("GET /api/v1/projects/{project}/dashboard/top-issues");
    read("GET /api/v1/projects/{project}/dashboard/tags").ask("?key=browser");
    read("GET /api/v1/projects/{project}/dashboard/health");
    read("GET /api/v1/projects/{project}/storage");

    read("GET /api/v1/projects/{project}/alert-rules");
    manage("POST /api/v1/projects/{project}/alert-rules")
        .put("{\"name\":\"n\",\"condition\":{\"condition_type\":\"new_issue\"}}");
    manage("PATCH /api/v1/alert-rules/{rule}").put("{\"name\":\"New\"}");
    manage("POST /api/v1/alert-rules/{rule}/toggle").put("{\"enabled\":false}");
    manage("POST /api/v1/alert-rules/{rule}/delete");
    manage("POST /api/v1/alert-rules/{rule}/rotate-secret");
    manage("POST /api/v1/alert-rules/{rule}/test");
    read("GET /api/v1/projects/{project}/alerts");
    read("GET /api/v1/alerts/{alert}/deliveries");
    read("GET /api/v1/alert-rules/{rule}/deliveries");
    work("POST /api/v1/alerts/{alert}/acknowledge");
    work("POST /api/v1/alerts/{alert}/resolve");

    read("GET /api/v1/issues/{issue}/events");
    read("GET /api/v1/issues/{issue}/timeline");
    read("GET /api/v1/events/{event}");
    read("GET /api/v1/events/{event}/json");
  }

  private RouteRules() {}

  /** A rule that can still get what completes its call. */
  private record Entry(String route) {
    void put(String json) {
      ALL.computeIfPresent(route, (key, rule) -> rule.body(json));
    }

    void ask(String query) {
      ALL.computeIfPresent(route, (key, rule) -> rule.query(query));
    }
  }

  private static Entry rule(String route, Door door, Role role, Scope scope) {
    ALL.put(route, new Rule(door, role, scope, "", null));
    return new Entry(route);
  }

  private static Entry open(String route) {
    return rule(route, Door.OPEN, Role.MEMBER, Scope.READ);
  }

  private static Entry read(String route) {
    return rule(route, Door.HOUSE, Role.MEMBER, Scope.READ);
  }

  private static Entry work(String route) {
    return rule(route, Door.HOUSE, Role.MEMBER, Scope.WRITE);
  }

  private static Entry manage(String route) {
    return rule(route, Door.HOUSE, Role.ADMIN, Scope.ADMIN);
  }
}
