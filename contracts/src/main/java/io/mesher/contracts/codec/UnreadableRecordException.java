package io.mesher.contracts.codec;

/**
 * A record's bytes are not what this version, or any older one, writes: a case for the dead
 * letters.
 */
public final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String message) {
    super(message);
  }

  public UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
