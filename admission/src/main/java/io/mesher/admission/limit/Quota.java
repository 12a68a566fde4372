package io.mesher.admission.limit;

import io.mesher.admission.credential.Sender;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The limits that hold for a sender.
 *
 * @param events a window, over all keys of the project
 * @param keyEvents a window through this key; null when the key has no limit of its own
 */
record Quota(UUID project, UUID key, int events, @Nullable Integer keyEvents, Duration window) {

  static Quota of(Sender sender) {
    var project = sender.project();
    var key = sender.key();
    return new Quota(
        project.id(),
        key.id(),
        project.rateLimitEvents(),
        key.rateLimitEvents(),
        Duration.ofSeconds(project.rateLimitWindowSeconds()));
  }
}
