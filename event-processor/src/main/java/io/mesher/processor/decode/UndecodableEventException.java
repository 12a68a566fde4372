package io.mesher.processor.decode;

/** The bytes are no JSON object: no retry will read them. The message never quotes them. */
public final class UndecodableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UndecodableEventException(String message) {
    super(message);
  }

  UndecodableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
