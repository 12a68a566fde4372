package io.mesher.writer.consume;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.writer.broker.PublishFailedException;
import io.mesher.writer.broker.Publisher;
import io.mesher.writer.database.DatabaseException;
import io.mesher.writer.outcome.Ledger;
import io.mesher.writer.store.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Stores a batch, then sends to Kafka what was stored and what never can be. Repeating after any
 * failure is right: what is stored is found again and sent again.
 */
@ApplicationScoped
class BatchWork {
  private static final Logger LOG = Logger.getLogger(BatchWork.class);
  private static final RecordCodec<StoredEvent> CODEC = RecordCodec.json(StoredEvent.class);

  private final EventStore store;
  private final Ledger ledger;
  private final Publisher publisher;
  private final WriterMetrics metrics;
  private final Pulse pulse;
  private final Traces traces;
  private final Clock clock;

  BatchWork(
      EventStore store,
      Ledger ledger,
      Publisher publisher,
      WriterMetrics metrics,
      Pulse pulse,
      Traces traces,
      Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.publisher = publisher;
    this.metrics = metrics;
    this.pulse = pulse;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * Stores it.
   *
   * @throws DatabaseException when PostgreSQL can't do it now
   * @throws PublishFailedException when Kafka's client can't take what is to be announced
   */
  Announcements store(Batch batch) {
    try (var attempt = traces.begin(batch)) {
      var announcements = storeAndSend(batch);
      attempt.done();
      return announcements;
    }
  }

  private Announcements storeAndSend(Batch batch) {
    var stored = store.store(batch.events(), batch.shard());
    pulse.beat();
    ledger.record(batch.reports(), batch.deaths(), batch.shard());
    pulse.beat();
    var out = new ArrayList<ProducerRecord<byte[], byte[]>>();
    stored.summaries().forEach(summary -> out.add(announcement(summary)));
    var dead = new ArrayList<>(batch.unreadable());
    stored.rejected().forEach(rejected -> dead.add(batch.dead(rejected)));
    dead.forEach(record -> out.add(letter(record)));
    return new Announcements(batch, stored, dead.size(), publisher.send(out), metrics);
  }

  private ProducerRecord<byte[], byte[]> letter(DeadRecord dead) {
    dead.log(LOG);
    return dead.letter(clock.instant());
  }

  private static ProducerRecord<byte[], byte[]> announcement(StoredEvent summary) {
    return new ProducerRecord<>(
        Topic.Names.EVENTS_STORED,
        summary.projectId().toString().getBytes(StandardCharsets.UTF_8),
        CODEC.encode(summary));
  }
}
