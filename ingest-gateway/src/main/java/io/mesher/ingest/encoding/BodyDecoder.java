package io.mesher.ingest.encoding;

import io.mesher.admission.refusal.Refusal;
import java.nio.ByteBuffer;

/**
 * Undoes one content encoding, as input comes and only as far as there is room for output: a bomb
 * goes off in the hands of whoever counts the output. Used by one thread at a time; closed in any
 * case, as some hold native memory.
 */
public interface BodyDecoder extends AutoCloseable {

  /**
   * Takes the next bytes. Call {@link #decode} until it writes nothing before the next call.
   *
   * @param encoded kept and not changed
   */
  void offer(byte[] encoded);

  /**
   * Writes decoded bytes until the target is full or the input used up.
   *
   * @return how many; 0 when more input is needed
   * @throws Refusal malformed
   */
  int decode(ByteBuffer target);

  /**
   * To be called after the last input.
   *
   * @throws Refusal malformed, when the input ended too early
   */
  void finish();

  /** Bytes that it may hold, roughly: what a body with this encoding costs beside its content. */
  int memory();

  @Override
  void close();
}
