package io.mesher.ws.access;

import java.util.UUID;

/**
 * What a handshake brought to say who it is. The secret itself is hashed at once and kept nowhere.
 */
public sealed interface Credential {

  /** Lower-case hex SHA-256 of the session's or token's secret, as its table holds it. */
  String hash();

  /** The cookie of a signed-in browser. */
  record Session(String hash) implements Credential {}

  /** An API token of a user or of an organisation. */
  record ApiToken(String hash) implements Credential {}

  /**
   * A ticket that was good once, for one project.
   *
   * @param hash of the session or token that it was made with
   */
  record Ticket(String hash, UUID projectId) implements Credential {}
}
