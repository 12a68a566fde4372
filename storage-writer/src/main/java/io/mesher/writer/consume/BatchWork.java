package io.mesher.writer.consume;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.writer.broker.Publisher;
import io.mesher.writer.outcome.Ledger;
import io.mesher.writer.store.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Stores a batch, then publishes what was stored and what never can be. Repeating after any failure
 * is right: what is stored is found again and published again.
 */
@ApplicationScoped
class BatchWork {
  private static final Logger LOG = Logger.getLogger(BatchWork.class);
  private static final RecordCodec<StoredEvent> CODEC = RecordCodec.json(StoredEvent.class);
  private static final Duration PATIENCE = Duration.ofSeconds(12);

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

  void complete(Batch batch) {
    try (var attempt = traces.begin(batch)) {
      store(batch);
      attempt.done();
    }
  }

  private void store(Batch batch) {
    var stored = store.store(batch.events(), batch.shard());
    pulse.beat();
    ledger.record(batch.reports(), batch.deaths(), batch.shard());
    pulse.beat();
    var out = new ArrayList<ProducerRecord<byte[], byte[]>>();
    stored.summaries().forEach(summary -> out.add(announcement(summary)));
    var dead = new ArrayList<>(batch.unreadable());
    stored.rejected().forEach(rejected -> dead.add(batch.dead(rejected)));
    dead.forEach(record -> out.add(letter(record)));
    publisher.publish(out, PATIENCE);
    metrics.completed(stored, dead.size());
    batch.events().forEach(event -> metrics.stored(event.receivedAt()));
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
