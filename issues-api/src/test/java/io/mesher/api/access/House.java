package io.mesher.api.access;

import io.mesher.api.support.AnEvent;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation with one of everything, and every kind of caller who may knock at it. */
final class House {
  /** Who calls. */
  enum Visitor {
    NOBODY,
    REVOKED_TOKEN,
    STRANGER,
    MEMBER,
    ADMIN,
    OWNER,
    OWNERS_READ_TOKEN,
    OWNERS_WRITE_TOKEN,
    OWNERS_ADMIN_TOKEN,
    HOUSE_READ_TOKEN,
    HOUSE_WRITE_TOKEN,
    HOUSE_ADMIN_TOKEN
  }

  /** Of {@link Person#PASSWORD}, which everybody in the house has. */
  private static final Object PASSWORD_HASH =
      Objects.requireNonNull(
          TestDatabase.query(
                  "SELECT password_hash FROM users WHERE email = ?", Person.register().email())
              .getFirst()
              .get("password_hash"));

  private final Map<Visitor, Secret> secrets = new EnumMap<>(Visitor.class);
  private final Map<String, UUID> ids = new HashMap<>();

  private final Map<Visitor, Secret> invitations = new EnumMap<>(Visitor.class);

  private House() {}

  static House build() {
    var house = new House();
    try (var database = TestDatabase.connect()) {
      database.setAutoCommit(false);
      house.build(database);
      database.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return house;
  }

  /** The id of what a path parameter names. */
  UUID id(String parameter) {
    var id = ids.get(parameter);
    if (id == null) {
      throw new IllegalStateException("the house has no {" + parameter + "}: add one");
    }
    return id;
  }

  @Nullable Secret secret(Visitor visitor) {
    return secrets.get(visitor);
  }

  /** What the link of the visitor's invitation holds; made up for who has none. */
  String invitation(Visitor visitor) {
    return invitations.getOrDefault(visitor, Secret.random("")).value();
  }

  private void build(Connection database) throws SQLException {
    UUID org = made("org");
    run(
        database,
        "INSERT INTO organizations (id, name, slug) VALUES (?, 'House', ?)",
        org,
        "h-" + org.toString().substring(0, 13));
    person(database, Visitor.STRANGER, null);
    UUID member = person(database, Visitor.MEMBER, "member");
    person(database, Visitor.ADMIN, "admin");
    UUID owner = person(database, Visitor.OWNER, "owner");
    token(database, Visitor.REVOKED_TOKEN, owner, null, "admin");
    run(database, "UPDATE api_tokens SET revoked_at = now() WHERE user_id = ?", owner);
    token(database, Visitor.OWNERS_READ_TOKEN, owner, null, "read");
    token(database, Visitor.OWNERS_WRITE_TOKEN, owner, null, "write");
    token(database, Visitor.OWNERS_ADMIN_TOKEN, owner, null, "admin");
    token(database, Visitor.HOUSE_READ_TOKEN, null, org, "read");
    token(database, Visitor.HOUSE_WRITE_TOKEN, null, org, "write");
    token(database, Visitor.HOUSE_ADMIN_TOKEN, null, org, "admin");
    ids.put("user", member);
    invitations.put(
        Visitor.OWNERS_ADMIN_TOKEN, Objects.requireNonNull(invitations.get(Visitor.OWNER)));
    ids.put("invitation", welcome(database, Visitor.HOUSE_ADMIN_TOKEN, UUID.randomUUID()));
    things(database, org);
  }

  private void things(Connection database, UUID org) throws SQLException {
    UUID project = made("project");
    run(
        database,
        "INSERT INTO projects (id, org_id, name, slug) VALUES (?, ?, 'Shop', 'shop')",
        project,
        org);
    run(
        database,
        "INSERT INTO api_keys (id, project_id, key_value) VALUES (?, ?, ?)",
        made("key"),
        project,
        Secret.random("mshr_").value());
    UUID issue = made("issue");
    run(
        database,
        "INSERT INTO issues (id, project_id, fingerprint, title, level, first_seen, last_seen,"
            + " grouping_version) VALUES (?, ?, 'f', 't', 'error', now(), now(), 1)",
        issue,
        project);
    ids.put("event", UUID.fromString(AnEvent.of(project.toString(), issue.toString()).insert()));
    UUID rule = made("rule");
    run(
        database,
        "INSERT INTO alert_rules (id, project_id, name, condition_json)"
            + " VALUES (?, ?, 'n', '{\"condition_type\":\"new_issue\"}')",
        rule,
        project);
    run(
        database,
        "INSERT INTO alerts (id, rule_id, project_id, message, condition_snapshot, cause)"
            + " VALUES (?, ?, ?, 'm', '{}', 'c')",
        made("alert"),
        rule,
        project);
    UUID guest = UUID.randomUUID();
    user(database, guest);
    run(
        database,
        "INSERT INTO org_memberships (id, user_id, org_id) VALUES (?, ?, ?)",
        made("member"),
        guest,
        org);
    UUID token = made("token");
    run(
        database,
        "INSERT INTO api_tokens (id, token, org_id) VALUES (?, ?, ?)",
        token,
        Secret.random("").hash(),
        org);
  }

  private UUID made(String parameter) {
    var id = UUID.randomUUID();
    ids.put(parameter, id);
    return id;
  }

  private UUID person(Connection database, Visitor visitor, @Nullable String role)
      throws SQLException {
    UUID id = UUID.randomUUID();
    user(database, id);
    if (role != null) {
      run(
          database,
          "INSERT INTO org_memberships (user_id, org_id, role) VALUES (?, ?, ?)",
          id,
          id("org"),
          role);
    }
    var secret = Secret.random("");
    run(database, "INSERT INTO sessions (token, user_id) VALUES (?, ?)", secret.hash(), id);
    secrets.put(visitor, secret);
    welcome(database, visitor, id);
    return id;
  }

  /** An invitation into the house for the user's address, which members have as well. */
  private UUID welcome(Connection database, Visitor visitor, UUID user) throws SQLException {
    UUID id = UUID.randomUUID();
    var secret = Secret.random("");
    run(
        database,
        "INSERT INTO invitations (id, org_id, email, role, token) VALUES (?, ?, ?, 'member', ?)"
            + " ON CONFLICT (org_id, lower(email)) DO UPDATE SET token = excluded.token",
        id,
        id("org"),
        user + "@example.org",
        secret.hash());
    invitations.put(visitor, secret);
    return id;
  }

  private static void user(Connection database, UUID id) throws SQLException {
    run(
        database,
        "INSERT INTO users (id, email, password_hash, display_name) VALUES (?, ?, ?, 'N')",
        id,
        id + "@example.org",
        PASSWORD_HASH);
  }

  private void token(
      Connection database, Visitor visitor, @Nullable UUID user, @Nullable UUID org, String scope)
      throws SQLException {
    var secret = Secret.random("mshr_t_");
    run(
        database,
        "INSERT INTO api_tokens (token, user_id, org_id, scope) VALUES (?, ?, ?, ?)",
        secret.hash(),
        user,
        org,
        scope);
    secrets.put(visitor, secret);
  }

  private static void run(Connection database, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
