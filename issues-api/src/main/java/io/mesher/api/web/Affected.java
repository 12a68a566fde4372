package io.mesher.api.web;

/**
 * The answer of calls that change things.
 *
 * @param affected how many changed. A member's role, a key's revocation, a project's settings and
 *     the switch of an alert rule count, as the original did, what was found: 1, whether or not it
 *     was so already. Everywhere else 0 says that nothing changed
 */
public record Affected(String status, int affected) {
  /** That so many changed. */
  public static Affected of(int affected) {
    return new Affected("ok", affected);
  }
}
