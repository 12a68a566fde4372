package io.mesher.processor.intake;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.event.ScrubRules;
import io.mesher.processor.processing.EventProcessor;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Processes a made-up event before there is a real one: loading classes, compiling patterns and
 * unpacking the native compressor took 1.5 s of the first event's way on two cores, while people
 * wait for it. Nothing of it is sent.
 */
@ApplicationScoped
class Rehearsal {
  private static final Logger LOG = Logger.getLogger(Rehearsal.class);
  private static final String EVENT = "rehearsal.json";

  private final EventProcessor processor;

  Rehearsal(EventProcessor processor) {
    this.processor = processor;
  }

  void beforeWork(@Observes StartupEvent started) throws IOException {
    long begin = System.nanoTime();
    var accepted =
        new AcceptedEvent(
            new UUID(0, 1),
            new UUID(0, 1),
            Instant.now(),
            EventSource.ENVELOPE,
            "rehearsal/1.0",
            "192.0.2.1",
            ScrubRules.NONE);
    var grouped = processor.process(accepted, event());
    int size = RecordCodec.groupedEvents().encode(grouped).length;
    LOG.debugf("rehearsed in %d ms, %d bytes", (System.nanoTime() - begin) / 1_000_000, size);
  }

  private static byte[] event() throws IOException {
    try (var in = Rehearsal.class.getResourceAsStream(EVENT)) {
      return Objects.requireNonNull(in, EVENT).readAllBytes();
    }
  }
}
