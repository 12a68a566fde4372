package io.mesher.bench.ingest;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is put on an endpoint.
 *
 * @param bodies a directory of bodies, sent in turn
 * @param connections open at once, each with one request under way
 * @param time how long
 */
record Load(Path bodies, int connections, Duration time) {
  private static final Duration WARM_UP = Duration.ofSeconds(40);

  /** The same before it counts. */
  Load warmUp() {
    return new Load(bodies, connections, WARM_UP);
  }
}
