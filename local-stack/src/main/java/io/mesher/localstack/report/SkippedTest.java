package io.mesher.localstack.report;

/**
 * A test that did not run.
 *
 * @param type simple name of its class
 * @param method empty when the whole class was skipped
 * @param reason why, in words
 */
public record SkippedTest(String type, String method, String reason) {

  /** As the allowance names it: {@code Type} or {@code Type#method}. */
  public String name() {
    return method.isEmpty() ? type : type + "#" + method;
  }
}
