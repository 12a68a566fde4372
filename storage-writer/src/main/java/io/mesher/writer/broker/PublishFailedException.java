package io.mesher.writer.broker;

import org.jspecify.annotations.Nullable;

/** Kafka has not acknowledged; trying again later may succeed. */
public final class PublishFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PublishFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
