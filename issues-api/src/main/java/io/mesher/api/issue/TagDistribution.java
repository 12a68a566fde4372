package io.mesher.api.issue;

import java.util.List;

/**
 * How often an issue's events had which value of a tag.
 *
 * @param total of all values
 * @param values the most frequent ones, most first
 */
public record TagDistribution(String key, long total, List<Value> values) {

  /** A value and how many events had it. */
  public record Value(String value, long count) {}
}
