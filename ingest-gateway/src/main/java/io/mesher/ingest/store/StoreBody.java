package io.mesher.ingest.store;

import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.scan.EventScan;
import io.mesher.ingest.encoding.BodyDecoders;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** What old clients put into a store body: JSON, base64 of it, or base64 of its zlib form. Pure. */
final class StoreBody {
  private StoreBody() {}

  /**
   * The event's JSON.
   *
   * @throws Refusal malformed, or too large
   */
  static byte[] json(byte[] body) {
    if (looksLikeJson(body)) {
      return bounded(body);
    }
    byte[] decoded;
    try {
      decoded = Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException neither) {
      throw Refusal.malformed("invalid json", "the body is neither JSON nor base64");
    }
    return bounded(looksLikeJson(decoded) ? decoded : inflate(decoded));
  }

  private static boolean looksLikeJson(byte[] body) {
    for (byte b : body) {
      if (b > ' ' || b < 0) {
        return b == '{';
      }
    }
    return true;
  }

  private static byte[] bounded(byte[] json) {
    if (json.length > EventScan.MAX_EVENT) {
      throw Refusal.tooLarge(null);
    }
    return json;
  }

  private static byte[] inflate(byte[] zlib) {
    try (var decoder = BodyDecoders.deflate()) {
      decoder.offer(zlib);
      var out = ByteBuffer.allocate(Math.min(EventScan.MAX_EVENT + 1, zlib.length * 4 + 64));
      while (decoder.decode(out) > 0) {
        if (out.position() > EventScan.MAX_EVENT) {
          throw Refusal.tooLarge(null);
        }
        if (!out.hasRemaining()) {
          out = larger(out);
        }
      }
      decoder.finish();
      return Arrays.copyOf(out.array(), out.position());
    }
  }

  private static ByteBuffer larger(ByteBuffer full) {
    int size = Math.min(EventScan.MAX_EVENT + 1, full.capacity() * 4);
    return ByteBuffer.allocate(size).put(full.flip());
  }
}
