package io.mesher.admission.pressure;

import io.mesher.contracts.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** Reads every few seconds how far event-processor and storage-writer are behind. */
@Startup
@Singleton
public class LagPressure implements PipelinePressure {
  private static final Logger LOG = Logger.getLogger(LagPressure.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final Vertx vertx;
  private final PressureConfig config;
  private final LagReader reader;
  private volatile Level level = Level.FLOWING;
  private long timer;

  LagPressure(Vertx vertx, PressureConfig config, MeterRegistry metrics, Admin admin) {
    this.vertx = vertx;
    this.config = config;
    this.reader = new LagReader(admin);
    Gauge.builder("mesher.admission.pressure", this, pressure -> pressure.level.ordinal())
        .description("0 flowing, 1 behind, 2 so far behind that nothing more is accepted")
        .register(metrics);
  }

  @PostConstruct
  void open() {
    // Not on an event loop: the first use makes the client, which takes a busy machine seconds.
    var worker = Infrastructure.getDefaultWorkerPool();
    timer = vertx.setPeriodic(0, config.every().toMillis(), tick -> worker.execute(this::read));
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
  }

  @Override
  public Level now() {
    return level;
  }

  private void read() {
    var behind = Instant.now().minus(config.behindAfter());
    var nearLoss = Instant.now().minus(config.nearLossAfter());
    Uni.combine()
        .all()
        .unis(
            reader.read(config.processorGroup(), Topic.Names.EVENTS_ACCEPTED, behind, nearLoss),
            reader.read(config.writerGroup(), Topic.Names.EVENTS_GROUPED, behind, nearLoss))
        .with((processor, writer) -> processor.compareTo(writer) > 0 ? processor : writer)
        .ifNoItem()
        .after(TIMEOUT)
        .fail()
        .subscribe()
        .with(this::take, failure -> LOG.debug("the pipeline's lag can't be read now", failure));
  }

  /** An unread lag leaves the last level as it is: without Kafka nothing is accepted anyway. */
  private void take(Level read) {
    if (read != level) {
      LOG.warnf("the pipeline was %s and is %s", level, read);
      level = read;
    }
  }
}
