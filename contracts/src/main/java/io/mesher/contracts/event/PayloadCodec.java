package io.mesher.contracts.event;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.mesher.contracts.codec.UnreadableRecordException;

/**
 * How a stored event's JSON is compressed; the number is the column {@code events.payload_codec}.
 */
public enum PayloadCodec {
  /** Not at all. */
  PLAIN(0),
  /** One zstd frame that names its content's size. */
  ZSTD(1);

  /** No event is larger once decompressed, in bytes: a guard against a corrupt frame. */
  public static final int MAX_SIZE = 8 * 1024 * 1024;

  private static final int LEVEL = 3;

  private final int number;

  PayloadCodec(int number) {
    this.number = number;
  }

  /** The number in the database and on the wire. */
  public int number() {
    return number;
  }

  /**
   * The codec of a number.
   *
   * @throws UnreadableRecordException when there is none
   */
  public static PayloadCodec of(int number) {
    return switch (number) {
      case 0 -> PLAIN;
      case 1 -> ZSTD;
      default -> throw new UnreadableRecordException("unknown payload codec " + number);
    };
  }

  /** Compresses. */
  public byte[] encode(byte[] json) {
    return switch (this) {
      case PLAIN -> json;
      case ZSTD -> Zstd.compress(json, LEVEL);
    };
  }

  /**
   * Decompresses.
   *
   * @throws UnreadableRecordException when the bytes are not this codec's or exceed {@link
   *     #MAX_SIZE}
   */
  public byte[] decode(byte[] payload) {
    return switch (this) {
      case PLAIN -> payload;
      case ZSTD -> inflate(payload);
    };
  }

  private static byte[] inflate(byte[] payload) {
    long size = Zstd.getFrameContentSize(payload);
    if (size < 0 || size > MAX_SIZE) {
      throw new UnreadableRecordException(
          "a payload is no zstd frame of at most " + MAX_SIZE + " bytes");
    }
    try {
      return Zstd.decompress(payload, (int) size);
    } catch (ZstdException e) {
      throw new UnreadableRecordException("a payload is damaged: " + e.getMessage(), e);
    }
  }
}
