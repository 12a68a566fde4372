package io.mesher.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that clients send. */
public final class Bodies {
  private Bodies() {}

  /** A small native event. */
  public static byte[] event() {
    return "{\"message\":\"it broke\"}".getBytes(UTF_8);
  }

  /** An event of exactly so many bytes. */
  public static byte[] eventOf(int bytes) {
    var frame = "{\"message\":\"\"}";
    return "{\"message\":\"%s\"}".formatted("x".repeat(bytes - frame.length())).getBytes(UTF_8);
  }

  /** A bulk of so many small events. */
  public static byte[] bulkOf(int events) {
    return ("[" + String.join(",", Collections.nCopies(events, "{\"message\":\"x\"}")) + "]")
        .getBytes(UTF_8);
  }

  /** An envelope with an event and so many sessions. */
  public static byte[] envelope(String event, int sessions) {
    var items = "{\"type\":\"session\"}\n{}\n".repeat(sessions);
    return ("{}\n" + items + "{\"type\":\"event\"}\n" + event + "\n").getBytes(UTF_8);
  }

  /** The body in a content encoding; {@code raw-deflate} for deflate without zlib's frame. */
  public static byte[] encoded(String encoding, byte[] plain) {
    return switch (encoding) {
      case "gzip" -> gzip(plain);
      case "deflate" -> deflate(plain, false);
      case "raw-deflate" -> deflate(plain, true);
      case "br" -> brotli(plain);
      case "zstd" -> Zstd.compress(plain);
      default -> plain;
    };
  }

  private static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean raw) {
    var out = new ByteArrayOutputStream();
    try (var deflate = new DeflaterOutputStream(out, new Deflater(6, raw))) {
      deflate.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] brotli(byte[] plain) {
    Brotli4jLoader.ensureAvailability();
    try {
      return Encoder.compress(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
