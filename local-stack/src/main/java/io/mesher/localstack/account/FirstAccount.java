package io.mesher.localstack.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.localstack.StackException;
import java.net.URI;
import java.util.Map;

/**
 * Makes the first user, organisation, project, key and token as any user would. Each step takes
 * what an earlier start, which broke off, has made already.
 */
public final class FirstAccount {
  private static final String ORG = "mesher";
  private static final String PROJECT = "first-project";
  private static final int CONFLICT = 409;

  private final ApiClient api;

  private FirstAccount(ApiClient api) {
    this.api = api;
  }

  /**
   * The account, made if there is none.
   *
   * @param base where issues-api listens
   */
  public static Account ensure(AccountFile file, URI base) {
    return file.read()
        .orElseGet(
            () -> {
              try (var api = new ApiClient(base)) {
                var made = new FirstAccount(api).make(file.login());
                file.write(made);
                return made;
              }
            });
  }

  private Account make(Login login) {
    signIn(login);
    var org = oneOf("/orgs", ORG, Map.of("name", "Mesher", "slug", ORG));
    var orgId = org.path("id").asText();
    var project =
        oneOf(
            "/orgs/" + orgId + "/projects",
            PROJECT,
            Map.of("name", "First project", "slug", PROJECT, "platform", "other"));
    var projectId = project.path("id").asText();
    var key =
        api.post("/projects/" + projectId + "/api-keys", Map.of("label", "default"))
            .orThrow("making a key");
    var token =
        api.post("/tokens", Map.of("label", "launcher", "scope", "admin"))
            .orThrow("making an API token");
    return new Account(
        login.email(),
        login.password(),
        orgId,
        projectId,
        project.path("number").asLong(),
        key.path("key_value").asText(),
        token.path("token").asText());
  }

  private void signIn(Login login) {
    var registered =
        api.post(
            "/auth/register",
            Map.of("email", login.email(), "password", login.password(), "display_name", "Admin"));
    if (registered.status() != CONFLICT) {
      registered.orThrow("registering the first user");
      return;
    }
    var signedIn =
        api.post("/auth/login", Map.of("email", login.email(), "password", login.password()));
    if (!signedIn.isOk()) {
      throw new StackException(
          "%s exists with another password than the data directory knows; './mesher reset' starts anew."
              .formatted(login.email()));
    }
  }

  /** The element with this slug of a list, added if it is missing. */
  private JsonNode oneOf(String list, String slug, Map<String, ?> addition) {
    for (var element : api.get(list).orThrow("listing " + list)) {
      if (element.path("slug").asText().equals(slug)) {
        return element;
      }
    }
    return api.post(list, addition).orThrow("adding to " + list);
  }
}
