package io.mesher.api.alert.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt.
 *
 * @param statusCode of an HTTP answer
 * @param detail for people who look for the fault; of the target nothing but its status, so that
 *     nobody reads through Mesher what they can't read themselves
 */
record Outcome(boolean succeeded, @Nullable Integer statusCode, String detail) {
  private static final int MAX_DETAIL = 500;

  Outcome {
    detail = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
  }

  static Outcome success(String detail) {
    return new Outcome(true, null, detail);
  }

  static Outcome failure(String detail) {
    return new Outcome(false, null, detail);
  }

  /** Only 2xx is success; a redirect is none, as it may lead anywhere. */
  static Outcome ofStatus(int status) {
    boolean succeeded = status >= 200 && status < 300;
    return new Outcome(
        succeeded,
        status,
        status >= 300 && status < 400
            ? "answered with a redirect, which is not followed"
            : "answered " + status);
  }
}
