package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.rule.Condition;
import io.mesher.api.alert.rule.ConditionType;
import io.mesher.api.alert.rule.RuleJson;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.mesher.contracts.issue.IssueChanged;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Holds transitions of issues against the rules of their projects. */
@ApplicationScoped
class IssueRules {
  /** Clocks differ a little; beyond that, what happened before a rule was written is none of it. */
  private static final Duration LEEWAY = Duration.ofMinutes(1);

  private static final String RULES =
      """
      SELECT r.id, r.project_id, r.condition_json::text AS condition_json, r.created_at
      FROM alert_rules r
      WHERE r.enabled AND r.project_id = ANY($1::uuid[])
        AND r.condition_json->>'condition_type' IN ('new_issue', 'regression')
      ORDER BY r.id
      """;

  private final Pool pool;
  private final Transactions transactions;
  private final Sightings sightings;
  private final EvaluationMetrics metrics;

  IssueRules(Pool pool, Transactions transactions, Sightings sightings, EvaluationMetrics metrics) {
    this.pool = pool;
    this.transactions = transactions;
    this.sightings = sightings;
    this.metrics = metrics;
  }

  private record Watch(UUID id, UUID project, Condition condition, Instant since) {
    static Watch of(Row row) {
      return new Watch(
          row.getUUID("id"),
          row.getUUID("project_id"),
          RuleJson.read(row.getString("condition_json"), Condition.class),
          Rows.instant(row, "created_at").minus(LEEWAY));
    }

    Optional<Sighting> sees(IssueChanged change) {
      boolean mine =
          change.projectId().equals(project)
              && change.at().isAfter(since)
              && (condition.level() == null || condition.level().equals(change.level()));
      return mine ? cause(change).map(cause -> sighting(cause, change)) : Optional.empty();
    }

    private Optional<String> cause(IssueChanged change) {
      boolean forNew = condition.conditionType() == ConditionType.NEW_ISSUE;
      return switch (change.action()) {
        case "new" -> forNew ? Optional.of("new:" + change.issueId()) : Optional.empty();
        case "regressed" ->
            forNew
                ? Optional.empty()
                : Optional.of("regressed:" + change.issueId() + ":" + change.version());
        default -> Optional.empty();
      };
    }

    private static Sighting sighting(String cause, IssueChanged change) {
      return new Sighting(cause, change.issueId(), change.title());
    }
  }

  /** Judges them all; done when every rule's transaction is committed. */
  Uni<Void> judge(List<IssueChanged> changes) {
    var projects = changes.stream().map(IssueChanged::projectId).distinct().toArray(UUID[]::new);
    if (projects.length == 0) {
      return Uni.createFrom().voidItem();
    }
    return pool.preparedQuery(RULES)
        .execute(Tuple.tuple().addValue(projects))
        .map(rows -> Rows.list(rows, Watch::of))
        .onItem()
        .transformToMulti(watches -> Multi.createFrom().iterable(watches))
        .onItem()
        .transformToUniAndConcatenate(watch -> judge(watch, changes))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> judge(Watch watch, List<IssueChanged> changes) {
    metrics.evaluated(watch.condition().conditionType());
    var seen = changes.stream().flatMap(change -> watch.sees(change).stream()).toList();
    return seen.isEmpty()
        ? Uni.createFrom().voidItem()
        : transactions.run(connection -> sightings.judge(connection, watch.id(), seen));
  }
}
