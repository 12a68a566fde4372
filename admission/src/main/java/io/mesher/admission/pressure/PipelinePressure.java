package io.mesher.admission.pressure;

/** How far the services behind Kafka are behind. Asked on every request, so it never waits. */
public interface PipelinePressure {

  /** The newest reading. */
  Level now();

  /** What a reading means. */
  enum Level {
    /** Records are read soon after they are written. */
    FLOWING,
    /** The oldest unread record is older than people should have to wait. */
    BEHIND,
    /**
     * The oldest unread record comes near the age at which Kafka deletes it: nothing more may be
     * accepted until it has been read.
     */
    NEAR_LOSS
  }
}
