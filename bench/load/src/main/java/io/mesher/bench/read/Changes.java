package io.mesher.bench.read;

import io.mesher.localstack.account.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls that change something, each ready to be sent once. */
final class Changes {
  private static final String RULE =
      "{\"name\":\"Plans\",\"condition\":{\"condition_type\":\"new_issue\"}}";

  /** In names that may be taken once only: another run may have been here before. */
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private final Map<String, Wish> all = new LinkedHashMap<>();
  private final Subjects of;
  private final Client client;
  private final People newcomers;

  /**
   * What is sent.
   *
   * @param session the cookie of who sends it; null: the first user, by token
   */
  record Request(String method, String path, String body, @Nullable String session) {
    Request(String method, String path, String body) {
      this(method, path, body, null);
    }
  }

  /** Makes what a change needs, and says what changes it. */
  interface Wish {
    Request prepare() throws IOException, InterruptedException;
  }

  private Changes(Subjects of, Client client, People newcomers) {
    this.of = of;
    this.client = client;
    this.newcomers = newcomers;
  }

  /**
   * By what they do.
   *
   * @param letters the log that has the links which are mailed where there is a mail server
   */
  static Map<String, Wish> about(Subjects subjects, Client client, Account account, Path letters) {
    var changes = new Changes(subjects, client, new People(client, letters));
    changes.issues();
    changes.projects();
    changes.alerts();
    changes.members();
    changes.accounts(account);
    return changes.all;
  }

  private void issues() {
    for (var action : new String[] {"resolve", "unresolve", "archive", "discard"}) {
      post(action + " an issue", () -> "/issues/" + of.issue() + "/" + action, "{}");
    }
    post(
        "assign an issue",
        () -> "/issues/" + of.issue() + "/assign",
        "{\"user_id\":\"" + of.member() + "\"}");
    post("comment on an issue", () -> "/issues/" + of.issue() + "/comments", "{\"text\":\"plan\"}");
    post(
        "resolve issues by a query",
        () -> "/projects/" + of.project() + "/issues/bulk",
        "{\"action\":\"resolve\",\"query\":{\"status\":\"unresolved\",\"level\":\"fatal\"}}");
    post("delete an issue", () -> "/issues/" + of.issue() + "/delete", "{}");
  }

  private void projects() {
    String organisation = "/orgs/" + of.organisation();
    post("change settings", () -> "/projects/" + of.project() + "/settings", "{\"scrub_ip\":true}");
    post("make a key", () -> "/projects/" + of.project() + "/api-keys", "{}");
    post(
        "revoke a key",
        () -> "/api-keys/" + made("/projects/" + of.project() + "/api-keys", "{}") + "/revoke",
        "{}");
    post("ask for a ticket", () -> "/stream-tickets", "{\"project_id\":\"" + of.project() + "\"}");
    post("make a project", () -> organisation + "/projects", "{\"name\":\"Plans " + run + "\"}");
    String named = "{\"name\":\"Plans of a change\"}";
    put("rename a project", () -> new Request("PATCH", "/projects/" + of.project(), named));
    String gone = "{\"name\":\"End " + run + "\"}";
    put(
        "delete a project",
        () -> new Request("DELETE", "/projects/" + made(organisation + "/projects", gone), ""));
    post("make an organisation", () -> "/orgs", "{\"name\":\"Plans " + run + "\"}");
    put(
        "rename an organisation",
        () ->
            new Request(
                "PATCH", "/orgs/" + made("/orgs", "{\"name\":\"Second " + run + "\"}"), named));
    put(
        "delete an organisation",
        () ->
            new Request(
                "DELETE", "/orgs/" + made("/orgs", "{\"name\":\"Third " + run + "\"}"), ""));
  }

  private void alerts() {
    post("make an alert rule", () -> "/projects/" + of.project() + "/alert-rules", RULE);
    put(
        "change an alert rule",
        () -> new Request("PATCH", "/alert-rules/" + of.rule(), "{\"cooldown_minutes\":5}"));
    post("switch an alert rule", () -> rule("/toggle"), "{\"enabled\":false}");
    post("change a rule's secret", () -> rule("/rotate-secret"), "{}");
    post("try an alert rule", () -> rule("/test"), "{}");
    post("delete an alert rule", () -> rule("/delete"), "{}");
    post("acknowledge an alert", () -> "/alerts/" + of.alert() + "/acknowledge", "{}");
    post("resolve an alert", () -> "/alerts/" + of.alert() + "/resolve", "{}");
  }

  private String rule(String action) throws IOException, InterruptedException {
    return "/alert-rules/" + made("/projects/" + of.project() + "/alert-rules", RULE) + action;
  }

  private void members() {
    String organisation = "/orgs/" + of.organisation();
    post("invite", () -> organisation + "/invitations", "{\"email\":\"" + run + "@seed.example\"}");
    post(
        "revoke an invitation",
        () ->
            organisation
                + "/invitations/"
                + made(
                    organisation + "/invitations",
                    "{\"email\":\"revoked" + run + "@seed.example\"}")
                + "/revoke",
        "{}");
    post("change a role", () -> of.membership() + "/role", "{\"role\":\"admin\"}");
    post("remove a member", () -> of.membership() + "/remove", "{}");
    put(
        "add a member",
        () ->
            new Request(
                "POST",
                organisation + "/members",
                "{\"user_id\":\"" + newcomers.register().id() + "\"}"));
    put("accept an invitation", () -> newcomers.accepting(organisation));
  }

  private void accounts(Account account) {
    post("make a token", () -> "/tokens", "{}");
    post("revoke a token", () -> "/tokens/" + made("/tokens", "{}") + "/revoke", "{}");
    String login =
        "{\"email\":\"" + account.email() + "\",\"password\":\"" + account.password() + "\"}";
    post("sign in", () -> "/auth/login", login);
    put("sign out", () -> new Request("POST", "/auth/logout", "", newcomers.register().session()));
    put("register", newcomers::registering);
    put("change a password", () -> newcomers.register().changingPassword());
    put("forget a password", () -> newcomers.register().forgettingPassword());
    put("set a forgotten password", newcomers::resettingPassword);
  }

  /** Makes something; its id. */
  private String made(String path, String body) throws IOException, InterruptedException {
    return Client.id(client.change(new Request("POST", path, body)));
  }

  private void post(String name, PathOf path, String body) {
    put(name, () -> new Request("POST", path.get(), body));
  }

  private void put(String name, Wish wish) {
    all.put(name, wish);
  }

  /** Where something is that may have to be made first. */
  private interface PathOf {
    String get() throws IOException, InterruptedException;
  }
}
