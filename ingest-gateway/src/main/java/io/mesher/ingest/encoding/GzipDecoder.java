package io.mesher.ingest.encoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** {@code gzip} (RFC 1952), of one or more members; check sum and length are checked. */
final class GzipDecoder implements BodyDecoder {
  private static final String NAME = "gzip";
  private static final int MEMORY = 64 * 1024;
  private static final int TRAILER = 8;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
  private GzipHeader header = new GzipHeader();
  private ByteBuffer input = ByteBuffer.allocate(0);

  @Override
  public void offer(byte[] encoded) {
    input = ByteBuffer.wrap(encoded);
  }

  @Override
  public int decode(ByteBuffer target) {
    int start = target.position();
    while (input.hasRemaining() && target.hasRemaining()) {
      if (!header.isWhole()) {
        if (!header.read(input)) {
          throw BodyDecoders.broken(NAME);
        }
      } else if (!inflater.finished()) {
        inflate(target);
      } else {
        readTrailer();
      }
    }
    if (target.hasRemaining() && header.isWhole() && !inflater.finished()) {
      inflate(target);
    }
    return target.position() - start;
  }

  private void inflate(ByteBuffer target) {
    inflater.setInput(input);
    int start = target.position();
    try {
      inflater.inflate(target);
    } catch (DataFormatException e) {
      throw BodyDecoders.broken(NAME);
    }
    sum.update(target.duplicate().position(start).limit(target.position()));
  }

  private void readTrailer() {
    while (trailer.hasRemaining() && input.hasRemaining()) {
      trailer.put(input.get());
    }
    if (trailer.hasRemaining()) {
      return;
    }
    trailer.flip();
    if (trailer.getInt() != (int) sum.getValue()
        || trailer.getInt() != (int) inflater.getBytesWritten()) {
      throw BodyDecoders.broken(NAME);
    }
    trailer.clear();
    sum.reset();
    inflater.reset();
    header = new GzipHeader();
  }

  @Override
  public void finish() {
    if (!header.isUntouched() || trailer.position() > 0) {
      throw BodyDecoders.truncated(NAME);
    }
  }

  @Override
  public int memory() {
    return MEMORY;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
