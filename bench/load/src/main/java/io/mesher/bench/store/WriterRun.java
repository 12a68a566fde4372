package io.mesher.bench.store;

import io.mesher.bench.process.Metric;
import io.mesher.bench.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A packaged writer and how quickly it stores, announces and acknowledges what lies before it. */
final class WriterRun implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final ServerProcess process;
  private final Metric accepted;
  private double due;

  WriterRun(Path jar, Map<String, String> environment, int managementPort) {
    process = ServerProcess.start(jar, environment);
    accepted = new Metric(managementPort, "mesher_writer_events_total", "outcome=\"accepted\"");
  }

  /** Returns when it has stored so many more events. */
  void await(int events) {
    due += events;
    awaitDue();
  }

  /** How many more it stores in a second, from the moment when the first of them are stored. */
  double rate(int events) {
    double before = due;
    double first = await(before + 1);
    long begin = System.nanoTime();
    due = before + events;
    double last = awaitDue();
    return (last - first) * 1e9 / (System.nanoTime() - begin);
  }

  private double awaitDue() {
    return await(due);
  }

  private double await(double count) {
    return Awaitility.await()
        .atMost(LONGEST)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the writer has ended", () -> !process.isAlive())
        .until(accepted::value, value -> value >= count);
  }

  @Override
  public void close() {
    process.close();
  }
}
