package io.mesher.admission;

import io.mesher.admission.refusal.Refusal;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of an event at the door. */
public sealed interface Verdict {

  /**
   * Kafka holds it on all in-sync replicas, or the project's sample rate left it out, which the
   * client need not know.
   *
   * @param usedUpFor how long the window still lasts when this event used it up; null when it did
   *     not
   */
  record Accepted(UUID eventId, @Nullable Duration usedUpFor) implements Verdict {}

  /** It was not taken, and why. */
  record Refused(Refusal refusal) implements Verdict {}
}
