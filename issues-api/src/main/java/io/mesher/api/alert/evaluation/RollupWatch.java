package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.AlertConfig;
import io.mesher.api.alert.rule.Rule;
import io.mesher.api.sql.Rows;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at rules that are judged by roll-ups, each again after a rest. Replicas share the work:
 * whoever claims a rule holds its row to the end of the transaction that may fire.
 */
@ApplicationScoped
class RollupWatch {
  private static final Logger LOG = Logger.getLogger(RollupWatch.class);

  private static final String CLAIM =
      "SELECT "
          + Rule.COLUMNS
          + """
             FROM alert_rules r
            WHERE r.enabled AND r.evaluated_at <= now() - make_interval(secs => $1)
              AND r.condition_json->>'condition_type' IN ('threshold', 'spike', 'users_affected')
            ORDER BY r.evaluated_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
            """;

  private static final String LOOKED = "UPDATE alert_rules SET evaluated_at = now() WHERE id = $1";

  private final Pool pool;
  private final AlertConfig config;
  private final Episode episode;
  private final AffectedUsers affectedUsers;

  RollupWatch(Pool pool, AlertConfig config, Episode episode, AffectedUsers affectedUsers) {
    this.pool = pool;
    this.config = config;
    this.episode = episode;
    this.affectedUsers = affectedUsers;
  }

  @Scheduled(every = "{mesher.alerts.tick}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return Uni.createFrom()
        .deferred(this::one)
        .repeat()
        .whilst(looked -> looked)
        .onItem()
        .ignoreAsUni()
        .onFailure()
        .invoke(failure -> LOG.warnf("rules are looked at again: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** Claims a rule that is due and looks at it; whether there was one. */
  Uni<Boolean> one() {
    var claimed = new Claim();
    return pool.withTransaction(connection -> claim(connection, claimed))
        .onFailure(failure -> claimed.rule != null)
        .recoverWithUni(failure -> passOver(claimed, failure));
  }

  /** What a transaction had claimed when it failed. */
  private static final class Claim {
    private volatile @Nullable Rule rule;
  }

  private Uni<Boolean> claim(SqlConnection connection, Claim claimed) {
    return connection
        .preparedQuery(CLAIM)
        .execute(Tuple.of(config.evaluateEvery().toMillis() / 1000.0))
        .map(rows -> Rows.first(rows, Rule::of))
        .invoke(found -> claimed.rule = found.orElse(null))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(false)
                    : look(connection, found).replaceWith(true));
  }

  private Uni<Void> look(SqlConnection connection, Optional<Rule> found) {
    var rule = found.orElseThrow();
    var looked =
        switch (rule.condition().conditionType()) {
          case USERS_AFFECTED -> affectedUsers.look(connection, rule);
          default -> episode.look(connection, rule);
        };
    return looked
        .chain(() -> connection.preparedQuery(LOOKED).execute(Tuple.of(rule.id())))
        .replaceWithVoid();
  }

  /** One rule's trouble is not the others': it takes its place at the end. */
  private Uni<Boolean> passOver(Claim claimed, Throwable failure) {
    var rule = claimed.rule;
    if (rule == null) {
      return Uni.createFrom().failure(failure);
    }
    LOG.warnf(failure, "the alert rule %s could not be looked at", rule.id());
    return pool.preparedQuery(LOOKED).execute(Tuple.of(rule.id())).replaceWith(true);
  }
}
