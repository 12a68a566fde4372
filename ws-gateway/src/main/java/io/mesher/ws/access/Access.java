package io.mesher.ws.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project that the caller may watch.
 *
 * @param userId null with an organisation's token
 */
public record Access(UUID projectId, @Nullable UUID userId, Credential credential) {

  /** Whose connection it is, as far as their number is limited. */
  public String holder() {
    return userId == null ? credential.toString() : userId.toString();
  }
}
