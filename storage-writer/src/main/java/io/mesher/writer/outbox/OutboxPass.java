package io.mesher.writer.outbox;

import io.mesher.writer.broker.Publisher;
import io.mesher.writer.database.Database;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes a bounded number of unsent rows and deletes them after Kafka's acknowledgement. The
 * lock that keeps relays apart belongs to the transaction: a relay that freezes loses it with its
 * session ({@code idle_in_transaction_session_timeout}) and what it held is published again, which
 * readers notice by the version.
 */
@ApplicationScoped
class OutboxPass {
  static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('mesher.outbox'))";

  /** Always from the beginning: a row with a smaller id may have been committed later. */
  static final String UNSENT =
      "SELECT id, topic, key, payload::text FROM outbox ORDER BY id LIMIT " + OutboxPass.MOST;

  static final String DELETE = "DELETE FROM outbox WHERE id = ANY ($1::bigint[])";

  private static final int MOST = 500;

  /** Within the time after which PostgreSQL ends a session that is idle in a transaction. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Database database;
  private final Publisher publisher;

  OutboxPass(Database database, Publisher publisher) {
    this.database = database;
    this.publisher = publisher;
  }

  /** Whether there may be more to publish. */
  boolean run() {
    try (var transaction = database.begin()) {
      if (!transaction.send(LOCK).rows().iterator().next().getBoolean(0)) {
        return false;
      }
      var ids = new ArrayList<Long>();
      var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
      for (Row row : transaction.send(UNSENT).rows()) {
        ids.add(row.getLong(0));
        records.add(
            new ProducerRecord<>(
                row.getString(1), bytes(row.getString(2)), bytes(row.getString(3))));
      }
      if (ids.isEmpty()) {
        return false;
      }
      publisher.publish(records, PATIENCE);
      transaction.send(DELETE, (Object) ids.toArray(Long[]::new));
      transaction.commit();
      return ids.size() == MOST;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
