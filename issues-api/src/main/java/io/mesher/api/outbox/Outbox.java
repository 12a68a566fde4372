package io.mesher.api.outbox;

import io.mesher.contracts.alert.AlertFired;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes messages beside the rows they speak of, in the same transaction: they are published after
 * its commit, and only then.
 */
@ApplicationScoped
public class Outbox {
  /** Through text, as a parameter that is compared with jsonb would be taken for a JSON string. */
  private static final String INSERT =
      "INSERT INTO outbox (topic, key, version, payload)"
          + " VALUES (:topic, :key, :version, CAST(CAST(:payload AS text) AS jsonb))";

  /** Wakes the relay; told at commit. */
  private static final String WAKE = "SELECT 1 FROM pg_notify('mesher_outbox', '')";

  private static final String INSERT_ALL =
      """
      INSERT INTO outbox (topic, key, version, payload)
      SELECT $1, m.key, m.version, m.payload::jsonb
      FROM unnest($2::text[], $3::bigint[], $4::text[]) AS m (key, version, payload)
      """;

  private static final RecordCodec<ConfigChanged> CONFIG = RecordCodec.json(ConfigChanged.class);
  private static final RecordCodec<IssueChanged> ISSUE = RecordCodec.json(IssueChanged.class);
  private static final RecordCodec<AlertFired> ALERT = RecordCodec.json(AlertFired.class);

  /** An alert fires once and does not change on its topic. */
  private static final long ALERT_VERSION = 1;

  /** Tells gateways and sockets what they must not go on believing. */
  public Uni<Void> add(Mutiny.Session session, ConfigChanged change) {
    return insert(
        session, Topic.CONFIG_CHANGED, change.key(), change.version(), CONFIG.encode(change));
  }

  /** Like {@link #add(Mutiny.Session, ConfigChanged)}, in a transaction of plain SQL. */
  public Uni<Void> add(SqlConnection connection, ConfigChanged change) {
    return addConfig(connection, List.of(change));
  }

  /** Several at once. */
  public Uni<Void> addConfig(SqlConnection connection, List<ConfigChanged> changes) {
    return insert(
        connection,
        Topic.CONFIG_CHANGED,
        changes.stream()
            .map(change -> new Message(change.key(), change.version(), text(CONFIG.encode(change))))
            .toList());
  }

  /** Tells streams and alerts what became of issues. */
  public Uni<Void> add(SqlConnection connection, List<IssueChanged> changes) {
    return insert(
        connection,
        Topic.ISSUES_CHANGED,
        changes.stream()
            .map(
                change ->
                    new Message(
                        change.issueId().toString(), change.version(), text(ISSUE.encode(change))))
            .toList());
  }

  /** Tells streams of an alert. */
  public Uni<Void> add(SqlConnection connection, AlertFired alert) {
    return insert(
        connection,
        Topic.ALERTS_FIRED,
        List.of(
            new Message(alert.projectId().toString(), ALERT_VERSION, text(ALERT.encode(alert)))));
  }

  private record Message(String key, long version, String payload) {}

  private static Uni<Void> insert(SqlConnection connection, Topic topic, List<Message> messages) {
    return connection
        .preparedQuery(INSERT_ALL)
        .execute(
            Tuple.of(
                topic.topicName(),
                messages.stream().map(Message::key).toArray(String[]::new),
                messages.stream().map(Message::version).toArray(Long[]::new),
                messages.stream().map(Message::payload).toArray(String[]::new)))
        .chain(() -> connection.query(WAKE).execute())
        .replaceWithVoid();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static Uni<Void> insert(
      Mutiny.Session session, Topic topic, String key, long version, byte[] payload) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("topic", topic.topicName())
        .setParameter("key", key)
        .setParameter("version", version)
        .setParameter("payload", text(payload))
        .executeUpdate()
        .chain(() -> session.createNativeQuery(WAKE).getResultList())
        .replaceWithVoid();
  }
}
