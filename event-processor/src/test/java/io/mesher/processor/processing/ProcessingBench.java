package io.mesher.processor.processing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.processor.grouping.Grouper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How many events a second one core turns from accepted bytes into grouped bytes, compression
 * included: {@code java -cp … io.mesher.processor.processing.ProcessingBench [seconds]}.
 */
final class ProcessingBench {
  /** Time on a core, not on the wall: other processes must not count. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private ProcessingBench() {}

  public static void main(String[] args) throws IOException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    var processor = new EventProcessor(new Grouper());
    var accepted =
        new AcceptedEvent(
            UUID.randomUUID(),
            UUID.randomUUID(),
            Instant.parse("2026-02-03T04:05:06Z"),
            EventSource.ENVELOPE,
            null,
            "192.0.2.7");
    for (var name : List.of("java", "python", "javascript")) {
      run(processor, accepted, List.of(event(name)), seconds);
    }
    var all = new ArrayList<byte[]>();
    for (var name : List.of("java", "python", "javascript")) {
      all.add(event(name));
    }
    for (int round = 0; round < 3; round++) {
      double rate = run(processor, accepted, all, seconds);
      System.out.printf("mixed, %d bytes on average: %,.0f events/s%n", average(all), rate);
    }
  }

  private static double run(
      EventProcessor processor, AcceptedEvent accepted, List<byte[]> bodies, int seconds) {
    var codec = RecordCodec.groupedEvents();
    long until = System.nanoTime() + seconds * 1_000_000_000L;
    long began = CPU.getCurrentThreadCpuTime();
    long done = 0;
    long bytes = 0;
    while (System.nanoTime() < until) {
      for (var body : bodies) {
        bytes += codec.encode(processor.process(accepted, body)).length;
        done++;
      }
    }
    double rate = done * 1e9 / (CPU.getCurrentThreadCpuTime() - began);
    System.out.printf("  %,d events, %d bytes each once grouped%n", done, bytes / done);
    return rate;
  }

  private static int average(List<byte[]> bodies) {
    return (int) bodies.stream().mapToInt(body -> body.length).average().orElse(0);
  }

  private static byte[] event(String name) throws IOException {
    try (var in = ProcessingBench.class.getResourceAsStream("/bench/" + name + ".json")) {
      var json = new ObjectMapper();
      return json.writeValueAsBytes(json.readTree(in));
    }
  }
}
