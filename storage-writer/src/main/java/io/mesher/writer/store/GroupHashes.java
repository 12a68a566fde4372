package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.writer.batch.HashKey;
import io.mesher.writer.database.Answer;
import io.mesher.writer.database.Transaction;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;

/** Which hash belongs to which issue. */
final class GroupHashes {
  /** The lock keeps a mapping from being removed or re-pointed before this transaction ends. */
  static final String LOCK_KNOWN =
      """
      SELECT g.project_id, g.hash, g.issue_id
      FROM unnest($1::uuid[], $2::text[]) AS u (project_id, hash)
      JOIN group_hashes g ON g.project_id = u.project_id AND g.hash = u.hash
      ORDER BY g.project_id, g.hash
      FOR KEY SHARE OF g""";

  /** Whoever inserts a hash first has decided; the others wait and find it taken. */
  static final String INSERT =
      """
      INSERT INTO group_hashes (project_id, hash, issue_id)
      SELECT u.project_id, u.hash, u.issue_id
      FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS u (project_id, hash, issue_id)
      ORDER BY u.project_id, u.hash
      ON CONFLICT (project_id, hash) DO NOTHING""";

  private GroupHashes() {}

  static Answer lockKnown(Transaction transaction, Collection<GroupedEvent> events) {
    var keys = new LinkedHashSet<HashKey>();
    for (var event : events) {
      event.hashes().forEach(hash -> keys.add(new HashKey(event.projectId(), hash)));
    }
    return transaction.send(
        LOCK_KNOWN, Column.uuids(keys, HashKey::projectId), Column.texts(keys, HashKey::hash));
  }

  static Map<HashKey, UUID> known(RowSet<Row> rows) {
    var known = new HashMap<HashKey, UUID>(rows.size() * 2);
    rows.forEach(row -> known.put(new HashKey(row.getUUID(0), row.getString(1)), row.getUUID(2)));
    return known;
  }

  static Answer insert(Transaction transaction, Map<HashKey, UUID> proposed) {
    var keys = proposed.keySet();
    return transaction.send(
        INSERT,
        Column.uuids(keys, HashKey::projectId),
        Column.texts(keys, HashKey::hash),
        proposed.values().toArray(UUID[]::new));
  }
}
