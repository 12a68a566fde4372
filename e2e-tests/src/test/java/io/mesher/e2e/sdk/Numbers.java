package io.mesher.e2e.sdk;

import java.util.Arrays;
import java.util.List;

/** A JSON array of numbers. */
final class Numbers {
  private Numbers() {}

  static List<Integer> parse(String json) {
    return Arrays.stream(json.replaceAll("[\\[\\] ]", "").split(","))
        .map(Integer::valueOf)
        .toList();
  }
}
