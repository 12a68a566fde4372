package io.mesher.ingest.http;

import java.nio.ByteBuffer;

/** Takes a body's decoded bytes as they come. */
@FunctionalInterface
public interface BodySink {

  /**
   * Takes all of the bytes.
   *
   * @param bytes valid during the call only
   */
  void accept(ByteBuffer bytes);
}
