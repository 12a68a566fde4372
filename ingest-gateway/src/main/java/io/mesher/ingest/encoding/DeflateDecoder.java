package io.mesher.ingest.encoding;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * {@code deflate}: the zlib form as RFC 9110 (section 8.4.1.2) means it, or raw deflate as some
 * clients send it; the first two bytes tell.
 */
final class DeflateDecoder implements BodyDecoder {
  private static final String NAME = "deflate";
  private static final int MEMORY = 64 * 1024;

  private @Nullable Inflater inflater;

  /** A first byte that came alone. */
  private byte[] held = {};

  @Override
  public void offer(byte[] encoded) {
    if (inflater != null) {
      inflater.setInput(encoded);
      return;
    }
    var start = held.length == 0 ? encoded : join(held, encoded);
    if (start.length < 2) {
      held = start;
      return;
    }
    inflater = new Inflater(!isZlib(start[0], start[1]));
    inflater.setInput(start);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** RFC 1950, section 2.2: method 8, and a check that 31 divides. */
  private static boolean isZlib(byte method, byte flags) {
    return (method & 0x0f) == 8 && ((method & 0xff) << 8 | flags & 0xff) % 31 == 0;
  }

  @Override
  public int decode(ByteBuffer target) {
    if (inflater == null) {
      return 0;
    }
    try {
      int written = inflater.inflate(target);
      if (inflater.needsDictionary() || (inflater.finished() && inflater.getRemaining() > 0)) {
        throw BodyDecoders.broken(NAME);
      }
      return written;
    } catch (DataFormatException e) {
      throw BodyDecoders.broken(NAME);
    }
  }

  @Override
  public void finish() {
    if (inflater == null ? held.length > 0 : !inflater.finished()) {
      throw BodyDecoders.truncated(NAME);
    }
  }

  @Override
  public int memory() {
    return MEMORY;
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
