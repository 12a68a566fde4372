package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.firing.Firing;
import io.mesher.api.alert.firing.RuleLock;
import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a rule makes of sightings: each counts once, however often it is delivered. The first fires
 * at once; what is seen during the cooldown waits and is told in one message at its end.
 */
@ApplicationScoped
class Sightings {
  /** A rule without cooldown makes no more alerts than this a minute; the rest waits as well. */
  static final int MOST_A_MINUTE = 10;

  private static final String REMEMBER =
      """
      INSERT INTO alert_causes (rule_id, cause, issue_id, title, told)
      SELECT $1, s.cause, s.issue_id, s.title, false
      FROM unnest($2::text[], $3::uuid[], $4::text[]) AS s (cause, issue_id, title)
      ORDER BY s.cause
      ON CONFLICT (rule_id, cause) DO NOTHING
      RETURNING cause
      """;

  private static final String TOLD =
      "UPDATE alert_causes SET told = true WHERE rule_id = $1 AND cause = ANY($2::text[])";

  /** Also whether others wait already: they are older and go first. */
  private static final String ROOM =
      """
      SELECT CASE
        WHEN r.last_fired_at + make_interval(mins => r.cooldown_minutes) > now() THEN 0
        WHEN EXISTS (SELECT 1 FROM alert_causes c
                     WHERE c.rule_id = r.id AND NOT c.told AND c.cause <> ALL ($2::text[])) THEN 0
        WHEN r.cooldown_minutes > 0 THEN 1
        ELSE greatest(0, $3 - (SELECT count(*)::int FROM alerts a
                               WHERE a.rule_id = r.id
                                 AND a.triggered_at > now() - interval '1 minute'))
        END AS room
      FROM alert_rules r WHERE r.id = $1
      """;

  private final Firing firing;

  Sightings(Firing firing) {
    this.firing = firing;
  }

  /** Judges what a rule has seen, in the caller's transaction; locks the rule. */
  Uni<Void> judge(SqlConnection connection, UUID ruleId, List<Sighting> sightings) {
    return RuleLock.take(connection, ruleId)
        .chain(
            rule ->
                rule.isEmpty() || !rule.get().enabled() || sightings.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : judge(connection, rule.get(), distinct(sightings)));
  }

  private Uni<Void> judge(SqlConnection connection, Rule rule, Map<String, Sighting> seen) {
    return connection
        .preparedQuery(REMEMBER)
        .execute(
            Tuple.of(
                rule.id(),
                seen.keySet().toArray(String[]::new),
                seen.values().stream().map(Sighting::issueId).toArray(UUID[]::new),
                seen.values().stream().map(Sighting::title).toArray(String[]::new)))
        .map(rows -> Set.copyOf(Rows.list(rows, row -> row.getString("cause"))))
        .map(fresh -> seen.values().stream().filter(s -> fresh.contains(s.cause())).toList())
        .chain(fresh -> fire(connection, rule, fresh));
  }

  private Uni<Void> fire(SqlConnection connection, Rule rule, List<Sighting> fresh) {
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(ROOM)
        .execute(Tuple.of(rule.id(), causes(fresh), MOST_A_MINUTE))
        .map(rows -> Rows.first(rows, row -> row.getInteger("room")).orElse(0))
        .chain(
            room ->
                rule.cooldownMinutes() > 0 && room > 0
                    ? together(connection, rule, fresh, fresh.size())
                    : oneByOne(connection, rule, fresh.stream().limit(room).toList()));
  }

  private Uni<Void> oneByOne(SqlConnection connection, Rule rule, List<Sighting> sightings) {
    return Multi.createFrom()
        .iterable(sightings)
        .onItem()
        .transformToUniAndConcatenate(one -> together(connection, rule, List.of(one), 1))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /**
   * One alert about all of them.
   *
   * @param sightings all, or the first of more
   */
  Uni<Void> together(SqlConnection connection, Rule rule, List<Sighting> sightings, long count) {
    var cause = sightings.getFirst().cause();
    return firing
        .fire(
            connection,
            rule,
            count == 1 ? cause : "several:" + cause,
            Wording.ofMany(rule.condition(), sightings, count))
        .chain(() -> connection.preparedQuery(TOLD).execute(Tuple.of(rule.id(), causes(sightings))))
        .replaceWithVoid();
  }

  private static String[] causes(List<Sighting> sightings) {
    return sightings.stream().map(Sighting::cause).toArray(String[]::new);
  }

  private static Map<String, Sighting> distinct(List<Sighting> sightings) {
    var distinct = new LinkedHashMap<String, Sighting>();
    sightings.forEach(sighting -> distinct.putIfAbsent(sighting.cause(), sighting));
    return distinct;
  }
}
