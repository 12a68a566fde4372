package io.mesher.admission.outcome;

import io.mesher.admission.publish.Publisher;
import io.mesher.admission.refusal.RefusalKind;
import io.mesher.contracts.codec.Micros;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.contracts.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Counts what was turned away and reports it every 5 seconds, a record a project. A report that
 * Kafka has not acknowledged is sent again, unchanged, before anything newer: its identity lets the
 * reader count it once. Thread-safe.
 */
@Startup
@Singleton
public class Outcomes {
  private static final Logger LOG = Logger.getLogger(Outcomes.class);
  private static final String ERROR = "error";
  private static final long EVERY_MILLIS = 5_000;
  private static final Duration LAST_REPORT = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final Publisher publisher;
  private final MeterRegistry metrics;
  private final RecordCodec<OutcomeReport> codec = RecordCodec.json(OutcomeReport.class);
  private final UUID instance = UUID.randomUUID();
  private final AtomicLong sequence = new AtomicLong();
  private final OutcomeCounts counts = new OutcomeCounts();

  /** By sequence: sent, but not acknowledged. */
  private final Map<Long, ProducerRecord<byte[], byte[]>> unacknowledged =
      new ConcurrentHashMap<>();

  private final AtomicBoolean reporting = new AtomicBoolean();
  private long timer;

  Outcomes(Vertx vertx, Publisher publisher, MeterRegistry metrics) {
    this.vertx = vertx;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  @PostConstruct
  void open() {
    timer = vertx.setPeriodic(EVERY_MILLIS, tick -> report().subscribe().with(done -> {}));
  }

  /** Before any bean is destroyed: the producer is needed once more. */
  void close(@Observes ShutdownEvent shutdown) {
    vertx.cancelTimer(timer);
    reporting.set(false);
    report().await().atMost(LAST_REPORT);
  }

  /** An event was refused. */
  public void refused(UUID projectId, RefusalKind kind) {
    count(projectId, outcome(kind), kind.reason(), ERROR, 1);
  }

  /** An event was left out by the project's sample rate. */
  public void sampledOut(UUID projectId) {
    count(projectId, "sampled", "sample_rate", ERROR, 1);
  }

  /** An item was read past, as its type is not kept. */
  public void unsupported(UUID projectId, String itemType) {
    count(projectId, "unsupported", "item_type", itemType, 1);
  }

  /** A client says that it did not send something. */
  public void discardedByClient(UUID projectId, String reason, String category, long quantity) {
    count(projectId, "client_discard", reason, category, quantity);
  }

  private void count(
      UUID projectId, String outcome, String reason, String category, long quantity) {
    counts.add(projectId, outcome, reason, category, quantity);
    metrics.counter("mesher.admission.turned.away", "outcome", outcome).increment(quantity);
  }

  private static String outcome(RefusalKind kind) {
    return switch (kind) {
      case LIMITED -> "limited";
      case OVERLOADED -> "overloaded";
      case UNAVAILABLE -> "unacknowledged";
      case UNAUTHORIZED, FORBIDDEN, ORIGIN, INVALID, MALFORMED, TOO_LARGE, TIMEOUT -> "invalid";
    };
  }

  /** Sends what is due; one at a time. Never fails. */
  private Uni<Void> report() {
    if (!reporting.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    if (unacknowledged.isEmpty()) {
      counts.take().forEach(this::add);
    }
    var sends =
        unacknowledged.entrySet().stream()
            .map(
                report ->
                    UniHelper.toUni(publisher.send(report.getValue()))
                        .invoke(() -> unacknowledged.remove(report.getKey()))
                        .onFailure()
                        .invoke(failure -> LOG.debug("a report is sent again later", failure))
                        .onFailure()
                        .recoverWithNull())
            .toList();
    return (sends.isEmpty()
            ? Uni.createFrom().voidItem()
            : Uni.join().all(sends).andCollectFailures().replaceWithVoid())
        .eventually(() -> reporting.set(false));
  }

  private void add(UUID projectId, List<OutcomeReport.Count> what) {
    long number = sequence.incrementAndGet();
    var report =
        new OutcomeReport(instance, number, projectId, Micros.truncate(Instant.now()), what);
    unacknowledged.put(
        number,
        new ProducerRecord<>(
            Topic.Names.OUTCOMES,
            projectId.toString().getBytes(StandardCharsets.UTF_8),
            codec.encode(report)));
  }
}
