package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.writer.batch.EventKey;
import io.mesher.writer.database.Answer;
import io.mesher.writer.database.Transaction;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Whether an event is seen for the first time: the key of {@code event_ids} decides. */
final class FirstSight {
  /** Waits for another transaction that is inserting the same id. Skips projects that are gone. */
  static final String INSERT =
      """
      INSERT INTO event_ids (project_id, event_id, received_at)
      SELECT u.project_id, u.event_id, u.received_at
      FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS u (project_id, event_id, received_at)
      JOIN projects p ON p.id = u.project_id
      ORDER BY u.project_id, u.event_id
      ON CONFLICT (project_id, event_id) DO NOTHING
      RETURNING project_id, event_id""";

  static final String KNOWN =
      """
      SELECT e.project_id, e.event_id, e.received_at
      FROM unnest($1::uuid[], $2::uuid[]) AS u (project_id, event_id)
      JOIN event_ids e ON e.project_id = u.project_id AND e.event_id = u.event_id""";

  /** Where the rows of redelivered events lie, if they still exist. */
  static final String STORED =
      """
      SELECT e.project_id, e.id AS event_id, e.issue_id, i.first_seen = e.received_at AS is_first
      FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS u (project_id, id, received_at)
      JOIN events e ON e.project_id = u.project_id AND e.id = u.id AND e.received_at = u.received_at
      JOIN issues i ON i.id = e.issue_id""";

  private FirstSight() {}

  static Answer insert(Transaction transaction, Collection<GroupedEvent> events) {
    return transaction.send(
        INSERT,
        Column.uuids(events, GroupedEvent::projectId),
        Column.uuids(events, GroupedEvent::eventId),
        Column.times(events, GroupedEvent::receivedAt));
  }

  static Set<EventKey> inserted(RowSet<Row> rows) {
    var keys = new HashSet<EventKey>(rows.size() * 2);
    rows.forEach(row -> keys.add(key(row)));
    return keys;
  }

  static Map<EventKey, Instant> known(Transaction transaction, Collection<EventKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    var rows =
        transaction
            .send(
                KNOWN,
                Column.uuids(keys, EventKey::projectId),
                Column.uuids(keys, EventKey::eventId))
            .rows();
    var known = new HashMap<EventKey, Instant>();
    rows.forEach(row -> known.put(key(row), row.get(OffsetDateTime.class, 2).toInstant()));
    return known;
  }

  static Map<EventKey, Place> stored(Transaction transaction, List<GroupedEvent> redelivered) {
    if (redelivered.isEmpty()) {
      return Map.of();
    }
    var rows =
        transaction
            .send(
                STORED,
                Column.uuids(redelivered, GroupedEvent::projectId),
                Column.uuids(redelivered, GroupedEvent::eventId),
                Column.times(redelivered, GroupedEvent::receivedAt))
            .rows();
    var places = new HashMap<EventKey, Place>();
    rows.forEach(row -> places.put(key(row), new Place(row.getUUID(2), row.getBoolean(3))));
    return places;
  }

  private static EventKey key(Row row) {
    return new EventKey(row.getUUID(0), row.getUUID(1));
  }

  /** Where a stored event is. */
  record Place(UUID issueId, boolean firstOfItsIssue) {}
}
