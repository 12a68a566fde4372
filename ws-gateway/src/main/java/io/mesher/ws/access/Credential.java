package io.mesher.ws.access;

import java.util.UUID;

/**
 * What a handshake brought to say who it is. The secret itself is hashed at once and kept nowhere.
 */
public sealed interface Credential {

  /** The cookie of a signed-in browser; lower-case hex SHA-256, as its table holds it. */
  record Session(String hash) implements Credential {}

  /** An API token of a user or of an organisation; hashed like a session. */
  record ApiToken(String hash) implements Credential {}

  /** A ticket that was good once: what it said is what counts from then on. */
  record Ticket(UUID userId, UUID projectId) implements Credential {}
}
