package io.mesher.admission.redis;

/** Redis can't be reached just now. No stack trace: there is one for each event then. */
public final class RedisAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisAwayException() {
    super("redis is away", null, false, false);
  }
}
