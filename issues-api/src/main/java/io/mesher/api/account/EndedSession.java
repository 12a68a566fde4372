package io.mesher.api.account;

import io.mesher.contracts.config.ConfigChanged;
import java.util.UUID;

/** What sockets are told when a session ends. */
final class EndedSession {
  /** A session has two states, so two versions: open and ended. */
  private static final long ENDED = 2;

  private static final int HEX = 16;

  private EndedSession() {}

  /** Named by the first half of its hash, which has the length of an id. */
  static ConfigChanged of(String sessionHash, UUID user) {
    var id =
        new UUID(
            Long.parseUnsignedLong(sessionHash, 0, HEX, HEX),
            Long.parseUnsignedLong(sessionHash, HEX, 2 * HEX, HEX));
    return new ConfigChanged(ConfigChanged.Kind.SESSION, id, ENDED, null, null, user, true);
  }
}
