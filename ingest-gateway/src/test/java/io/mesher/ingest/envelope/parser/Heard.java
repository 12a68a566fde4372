package io.mesher.ingest.envelope.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what a parser tells: {@code H} a header, {@code K(…)} kept, {@code S(…)} skipped. */
final class Heard implements EnvelopeHandler {
  static final int MOST = 1000;

  private final List<String> words = new ArrayList<>();
  private @Nullable EnvelopeHeader header;
  private int held;

  /** What a parser tells of the envelope, given to it in pieces. */
  static Heard of(byte[] envelope, int piece) {
    var heard = new Heard();
    var parser = new EnvelopeParser(heard);
    int at = 0;
    while (at < envelope.length) {
      int length = Math.min(piece, envelope.length - at);
      parser.feed(ByteBuffer.wrap(envelope, at, length));
      at += length;
    }
    parser.end();
    return heard;
  }

  @Nullable EnvelopeHeader header() {
    return header;
  }

  int held() {
    return held;
  }

  @Override
  public void header(EnvelopeHeader header) {
    this.header = header;
    words.add("H");
  }

  @Override
  public ItemTaste item(ItemHeader header) {
    return switch (header.type()) {
      case "event" -> new ItemTaste.Keep(MOST, ItemTaste.Larger.REFUSE);
      case "client_report" -> new ItemTaste.Keep(MOST, ItemTaste.Larger.SKIP);
      default -> new ItemTaste.Skip();
    };
  }

  @Override
  public void kept(ItemHeader header, byte[] payload) {
    words.add("K(" + new String(payload, ISO_8859_1) + ")");
  }

  @Override
  public void skipped(ItemHeader header) {
    words.add("S(" + header.type() + ")");
  }

  @Override
  public void holding(int bytes) {
    held += bytes;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
