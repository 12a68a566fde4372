package io.mesher.api.web;

/**
 * The answer of calls that change things.
 *
 * @param affected how many really changed
 */
public record Affected(String status, int affected) {
  /** That so many changed. */
  public static Affected of(int affected) {
    return new Affected("ok", affected);
  }
}
