package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.writer.database.Answer;
import io.mesher.writer.database.Transaction;
import java.util.List;

/** Clients that send an event again under its id, told from Kafka that delivers a record again. */
final class Resends {
  /** A redelivered resend is found here and not counted again. */
  static final String FIRST =
      """
      INSERT INTO event_resends (project_id, event_id, received_at)
      SELECT DISTINCT u.project_id, u.event_id, u.received_at
      FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS u (project_id, event_id, received_at)
      ORDER BY 1, 2, 3
      ON CONFLICT DO NOTHING
      RETURNING project_id, received_at""";

  private Resends() {}

  static Answer first(Transaction transaction, List<GroupedEvent> resent) {
    return transaction.send(
        FIRST,
        Column.uuids(resent, GroupedEvent::projectId),
        Column.uuids(resent, GroupedEvent::eventId),
        Column.times(resent, GroupedEvent::receivedAt));
  }
}
