package io.mesher.bench.read;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * What calls ask for: drawn from what is stored, anew for every call, so that nothing is answered
 * twice from the same page of the cache by chance. Two of three calls go to the largest project.
 */
final class Subjects {
  private static final int DRAWN = 400;
  private static final List<String> COMMON = List.of("connection", "timeout", "service", "failed");
  private static final List<String> TITLE_WORDS =
      List.of("payment", "invoice", "voucher", "webhook", "ledger", "sensor", "coupon", "mail");

  private final Random random = new Random(7);
  private final List<String> projects;
  private final List<String> issues;
  private final List<String> busyIssues;
  private final List<Event> events;
  private final List<String> members;
  private final List<String> memberships;
  private final List<String> rules;
  private final List<String> alerts;
  private final String organisation;

  /** A stored event. */
  private record Event(String project, String id, Instant receivedAt) {}

  private Subjects(
      List<String> projects,
      List<String> issues,
      List<String> busyIssues,
      List<Event> events,
      List<String> members,
      List<String> memberships,
      List<String> rules,
      List<String> alerts,
      String organisation) {
    this.projects = projects;
    this.issues = issues;
    this.busyIssues = busyIssues;
    this.events = events;
    this.members = members;
    this.memberships = memberships;
    this.rules = rules;
    this.alerts = alerts;
    this.organisation = organisation;
  }

  static Subjects of(DataSource database) throws SQLException {
    return new Subjects(
        column(database, "SELECT id FROM seed.projects ORDER BY n"),
        column(
            database,
            "SELECT id FROM issues JOIN seed.issues USING (id) WHERE deleted_at IS NULL"
                + " ORDER BY md5(id::text) LIMIT "
                + DRAWN),
        column(
            database,
            "SELECT id FROM issues WHERE deleted_at IS NULL ORDER BY event_count DESC LIMIT 20"),
        events(database),
        column(
            database,
            "SELECT u.id FROM users u WHERE u.email LIKE '%@seed.example'"
                + " AND EXISTS (SELECT 1 FROM org_memberships m WHERE m.user_id = u.id)"),
        column(
            database,
            "SELECT '/orgs/' || m.org_id || '/members/' || m.id FROM org_memberships m"
                + " JOIN users u ON u.id = m.user_id WHERE u.email LIKE '%@seed.example'"),
        column(database, "SELECT id FROM alert_rules ORDER BY md5(id::text)"),
        column(database, "SELECT id FROM alerts ORDER BY md5(id::text) LIMIT " + DRAWN),
        column(database, "SELECT id FROM organizations ORDER BY created_at").getFirst());
  }

  /** The first column of a query. */
  static List<String> column(DataSource database, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static List<Event> events(DataSource database) throws SQLException {
    var found = new ArrayList<Event>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT project_id, event_id, received_at FROM event_ids"
                    + " TABLESAMPLE SYSTEM (0.5) ORDER BY md5(event_id::text) LIMIT "
                    + DRAWN)) {
      while (rows.next()) {
        found.add(
            new Event(rows.getString(1), rows.getString(2), rows.getTimestamp(3).toInstant()));
      }
    }
    return found;
  }

  String organisation() {
    return organisation;
  }

  String largest() {
    return projects.getFirst();
  }

  String project() {
    return random.nextInt(3) > 0 ? largest() : one(projects);
  }

  String issue() {
    return one(issues);
  }

  String busyIssue() {
    return one(busyIssues);
  }

  String member() {
    return one(members);
  }

  /** Path of somebody's membership. */
  String membership() {
    return one(memberships);
  }

  String rule() {
    return one(rules);
  }

  String alert() {
    return one(alerts);
  }

  String event() {
    return one(events).id();
  }

  /** The first half of a request's id: in the message of one event alone. */
  String rareWord() {
    return one(events).id().substring(0, 8);
  }

  String commonWord() {
    return one(COMMON);
  }

  String titleWord() {
    return one(TITLE_WORDS);
  }

  String customer() {
    return "c-" + random.nextInt(400);
  }

  String daysAgo(int most) {
    return Instant.now().minusSeconds(random.nextInt(1, most + 1) * 86_400L).toString();
  }

  static String monthAgo() {
    return Instant.now().minusSeconds(29 * 86_400L).toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
