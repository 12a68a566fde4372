package io.mesher.bench.wrk;

import java.util.regex.Pattern;

/**
 * What wrk says of a run.
 *
 * @param rate answers a second
 * @param requests answers in all
 * @param refused answers other than 2xx and 3xx
 * @param p99 as wrk writes it, with its unit
 */
public record Measurement(double rate, long requests, long refused, String p99) {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+(\\S+)");
  private static final Pattern BROKEN = Pattern.compile("Socket errors: (.*)");

  /**
   * Reads wrk's output.
   *
   * @throws IllegalStateException when connections broke or timed out, or it is no output of wrk
   */
  static Measurement parse(String output) {
    var broken = BROKEN.matcher(output);
    if (broken.find()) {
      throw new IllegalStateException("connections failed: " + broken.group(1));
    }
    var refused = REFUSED.matcher(output);
    return new Measurement(
        Double.parseDouble(first(RATE, output)),
        Long.parseLong(first(REQUESTS, output)),
        refused.find() ? Long.parseLong(refused.group(1)) : 0,
        first(P99, output));
  }

  private static String first(Pattern pattern, String output) {
    var matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk said something else:\n" + output);
    }
    return matcher.group(1);
  }
}
