package io.mesher.processor.grouping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The current algorithm and those it takes over from. An event carries the hashes of all of them,
 * so an issue that is known under an older one is found and no issue splits by an upgrade.
 */
public final class Grouper {
  /** Version of the algorithm that names new issues. */
  public static final int VERSION = AlgorithmV1.VERSION;

  private static final int MAX_HASHES = 8;

  private final List<Algorithm> algorithms;

  /** The algorithms in use. */
  public Grouper() {
    this(List.of(new AlgorithmV1()));
  }

  /**
   * @param algorithms the newest first
   */
  Grouper(List<Algorithm> algorithms) {
    this.algorithms = List.copyOf(algorithms);
  }

  /** Groups an event. */
  public Grouping group(Subject subject) {
    var hashes = new LinkedHashSet<String>();
    for (var algorithm : algorithms) {
      hashes.addAll(algorithm.hashes(subject));
    }
    var list = new ArrayList<>(hashes);
    return new Grouping(
        algorithms.getFirst().version(), list.subList(0, Math.min(MAX_HASHES, list.size())));
  }
}
