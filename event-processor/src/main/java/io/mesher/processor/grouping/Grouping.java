package io.mesher.processor.grouping;

import java.util.List;

/**
 * The outcome.
 *
 * @param version of the algorithm that made the first hash
 * @param hashes the primary one first, then those by which the event may join an issue that is
 *     known under them; 1 to 8, each 32 lower-case hex digits
 */
public record Grouping(int version, List<String> hashes) {
  public Grouping {
    hashes = List.copyOf(hashes);
  }
}
