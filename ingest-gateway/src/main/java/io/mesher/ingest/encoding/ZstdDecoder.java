package io.mesher.ingest.encoding;

import com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code zstd} (RFC 8878), with a window of at most 8 MiB as its section 7.2 asks of HTTP. */
final class ZstdDecoder implements BodyDecoder {
  private static final String NAME = "zstd";
  private static final int WINDOW_LOG_MAX = 23;
  private static final int MEMORY = 512 * 1024;

  private final Frames frames;

  ZstdDecoder() {
    frames = new Frames();
    try {
      frames.setLongMax(WINDOW_LOG_MAX);
    } catch (IOException e) {
      throw new IllegalStateException("the window's bound is not accepted", e);
    }
  }

  @Override
  public void offer(byte[] encoded) {
    frames.offer(encoded);
  }

  @Override
  public int decode(ByteBuffer target) {
    int start = target.position();
    try {
      while (target.hasRemaining()) {
        int before = frames.inputLeft();
        int written = frames.read(target);
        if (written == 0 && frames.inputLeft() == before) {
          if (before > 0) {
            throw BodyDecoders.broken(NAME);
          }
          break;
        }
      }
    } catch (IOException e) {
      throw BodyDecoders.broken(NAME);
    }
    return target.position() - start;
  }

  @Override
  public void finish() {
    if (frames.touched && frames.hasRemaining()) {
      throw BodyDecoders.truncated(NAME);
    }
  }

  @Override
  public int memory() {
    return MEMORY;
  }

  @Override
  public void close() {
    frames.close();
  }

  private static final class Frames extends ZstdBufferDecompressingStreamNoFinalizer {
    private boolean touched;

    Frames() {
      super(ByteBuffer.allocate(0));
    }

    void offer(byte[] encoded) {
      source = ByteBuffer.wrap(encoded);
      touched = true;
    }

    int inputLeft() {
      return source == null ? 0 : source.remaining();
    }
  }
}
