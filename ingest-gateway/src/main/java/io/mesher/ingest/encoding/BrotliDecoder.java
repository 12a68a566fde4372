package io.mesher.ingest.encoding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** {@code br} (RFC 7932). */
final class BrotliDecoder implements BodyDecoder {
  private static final String NAME = "br";
  private static final int INPUT = 8 * 1024;

  /** The window grows with what it decodes, to 16 MiB at most; typical bodies need little. */
  private static final int MEMORY = 512 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final DecoderJNI.Wrapper decoder;
  private ByteBuffer input = NOTHING;

  /** The decoder's own memory: valid until its next call. */
  private ByteBuffer output = NOTHING;

  BrotliDecoder() {
    Brotli4jLoader.ensureAvailability();
    try {
      decoder = new DecoderJNI.Wrapper(INPUT);
    } catch (IOException e) {
      throw new UncheckedIOException("no memory for a brotli decoder", e);
    }
  }

  @Override
  public void offer(byte[] encoded) {
    input = ByteBuffer.wrap(encoded);
  }

  @Override
  public int decode(ByteBuffer target) {
    int start = target.position();
    while (target.hasRemaining() && (output.hasRemaining() || advance())) {
      int length = Math.min(target.remaining(), output.remaining());
      target.put(target.position(), output, output.position(), length);
      target.position(target.position() + length);
      output.position(output.position() + length);
    }
    return target.position() - start;
  }

  /** Whether there is more output. */
  private boolean advance() {
    while (true) {
      switch (decoder.getStatus()) {
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> {
          output = decoder.pull();
          return output.hasRemaining();
        }
        case NEEDS_MORE_INPUT -> {
          if (takeOutput()) {
            return true;
          }
          if (!input.hasRemaining()) {
            return false;
          }
          push();
        }
        case DONE -> {
          if (takeOutput()) {
            return true;
          }
          if (input.hasRemaining()) {
            throw BodyDecoders.broken(NAME);
          }
          return false;
        }
        case ERROR -> throw BodyDecoders.broken(NAME);
      }
    }
  }

  private boolean takeOutput() {
    if (!decoder.hasOutput()) {
      return false;
    }
    output = decoder.pull();
    return output.hasRemaining();
  }

  private void push() {
    var room = decoder.getInputBuffer();
    room.clear();
    int length = Math.min(room.remaining(), input.remaining());
    room.put(input.slice(input.position(), length));
    input.position(input.position() + length);
    decoder.push(length);
  }

  @Override
  public void finish() {
    if (decoder.getStatus() != DecoderJNI.Status.DONE) {
      throw BodyDecoders.truncated(NAME);
    }
  }

  @Override
  public int memory() {
    return MEMORY;
  }

  @Override
  public void close() {
    decoder.destroy();
  }
}
