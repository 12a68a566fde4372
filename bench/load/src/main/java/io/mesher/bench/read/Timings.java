package io.mesher.bench.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the same call took, each time. */
final class Timings {
  private final List<Long> nanos = new ArrayList<>();

  void add(long elapsed) {
    nanos.add(elapsed);
  }

  boolean isEmpty() {
    return nanos.isEmpty();
  }

  /** Milliseconds within which this share of the calls was answered (nearest rank). */
  double percentile(double share) {
    var sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1)) / 1e6;
  }
}
