package io.mesher.ingest.encoding;

import java.nio.ByteBuffer;

/** Reads past the header of a gzip member (RFC 1952, section 2.3), byte by byte as it comes. */
final class GzipHeader {
  private static final int HEADER_SUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private enum Part {
    FIXED,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_SUM,
    WHOLE
  }

  private Part part = Part.FIXED;
  private int read;
  private int flags;
  private int extraLength;

  boolean isWhole() {
    return part == Part.WHOLE;
  }

  boolean isUntouched() {
    return part == Part.FIXED && read == 0;
  }

  /** Reads what there is of it; false when it is no gzip header. */
  boolean read(ByteBuffer in) {
    while (part != Part.WHOLE && in.hasRemaining()) {
      int b = in.get() & 0xff;
      switch (part) {
        case FIXED -> {
          if (!fits(b)) {
            return false;
          }
          if (++read == 10) {
            next(Part.EXTRA_LENGTH);
          }
        }
        case EXTRA_LENGTH -> {
          extraLength |= b << (8 * read);
          if (++read == 2) {
            next(extraLength == 0 ? Part.NAME : Part.EXTRA);
          }
        }
        case EXTRA -> {
          if (++read == extraLength) {
            next(Part.NAME);
          }
        }
        case NAME -> {
          if (b == 0) {
            next(Part.COMMENT);
          }
        }
        case COMMENT -> {
          if (b == 0) {
            next(Part.HEADER_SUM);
          }
        }
        case HEADER_SUM -> {
          if (++read == 2) {
            next(Part.WHOLE);
          }
        }
        case WHOLE -> throw new IllegalStateException("the loop ends there");
      }
    }
    return true;
  }

  private boolean fits(int b) {
    return switch (read) {
      case 0 -> b == 0x1f;
      case 1 -> b == 0x8b;
      case 2 -> b == 8;
      case 3 -> {
        flags = b;
        yield (b & RESERVED) == 0;
      }
      default -> true;
    };
  }

  /** Goes on with the first part from {@code candidate} on that the flags announce. */
  private void next(Part candidate) {
    read = 0;
    part = candidate;
    if (part == Part.EXTRA_LENGTH && (flags & EXTRA) == 0) {
      part = Part.NAME;
    }
    if (part == Part.NAME && (flags & NAME) == 0) {
      part = Part.COMMENT;
    }
    if (part == Part.COMMENT && (flags & COMMENT) == 0) {
      part = Part.HEADER_SUM;
    }
    if (part == Part.HEADER_SUM && (flags & HEADER_SUM) == 0) {
      part = Part.WHOLE;
    }
  }
}
