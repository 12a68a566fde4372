package io.mesher.ingest.encoding;

import io.mesher.admission.refusal.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The encodings that SDKs use. */
public final class BodyDecoders {
  private BodyDecoders() {}

  /**
   * A decoder for a {@code Content-Encoding}; null when there is nothing to undo (none, identity,
   * or an empty header, which Ruby sends).
   *
   * @throws Refusal malformed, when the encoding is not known
   */
  public static @Nullable BodyDecoder of(@Nullable String contentEncoding) {
    if (contentEncoding == null) {
      return null;
    }
    return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> null;
      case "gzip", "x-gzip" -> new GzipDecoder();
      case "deflate" -> deflate();
      case "br" -> new BrotliDecoder();
      case "zstd" -> new ZstdDecoder();
      default ->
          throw Refusal.malformed(
              "unsupported content encoding", "gzip, deflate, br, zstd and identity are known");
    };
  }

  /** A decoder of zlib's form, or of raw deflate. */
  public static BodyDecoder deflate() {
    return new DeflateDecoder();
  }

  static Refusal broken(String encoding) {
    return Refusal.malformed("invalid content encoding", "the body is no " + encoding);
  }

  static Refusal truncated(String encoding) {
    return Refusal.malformed(
        "invalid content encoding", "the " + encoding + " body ends too early");
  }
}
