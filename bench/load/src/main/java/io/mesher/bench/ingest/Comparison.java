package io.mesher.bench.ingest;

import java.util.ArrayList;
import java.util.List;

/** Pairs of measurements, taken in turn so that a machine's moods hit both. */
final class Comparison {
  private final List<Double> ratios = new ArrayList<>();

  void add(Measurement floor, Measurement measured) {
    ratios.add(measured.rate() / floor.rate());
  }

  /** The median of the pairs' ratios. */
  double medianRatio() {
    var sorted = ratios.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
