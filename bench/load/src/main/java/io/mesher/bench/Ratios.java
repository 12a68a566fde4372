package io.mesher.bench;

import java.util.ArrayList;
import java.util.List;

/** Ratios of pairs of measurements, taken in turn so that a machine's moods hit both. */
public final class Ratios {
  private final List<Double> ratios = new ArrayList<>();

  public void add(double ratio) {
    ratios.add(ratio);
  }

  /** The middle one, or the mean of the middle two. */
  public double median() {
    var sorted = ratios.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  @Override
  public String toString() {
    var all = ratios.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return "min %.2f, median %.2f, max %.2f".formatted(all.getMin(), median(), all.getMax());
  }
}
