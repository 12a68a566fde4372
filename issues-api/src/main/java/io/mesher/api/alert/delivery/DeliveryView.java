package io.mesher.api.alert.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param target the host, the addresses, or the live stream
 * @param status pending, delivered, failed (a day long) or abandoned (its target was given up)
 * @param nextAttemptAt of a pending one
 * @param attempts all of them, the first first
 */
record DeliveryView(
    UUID id,
    UUID alertId,
    String channel,
    String target,
    String status,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant finishedAt,
    List<AttemptView> attempts) {

  /** One attempt. */
  record AttemptView(
      int attempt,
      Instant startedAt,
      int durationMs,
      boolean succeeded,
      @Nullable Integer statusCode,
      String detail) {}
}
