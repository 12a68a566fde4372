package io.mesher.ingest.envelope.parser;

import io.mesher.admission.refusal.Refusal;
import java.nio.ByteBuffer;

/**
 * Reads an envelope as its bytes come, in pieces of any size: {@code header LF (item-header LF
 * payload [LF])*}. Only LF ends a line; a CR belongs to what it stands in. A payload with a length
 * has exactly that many bytes and then LF or the end; one without ends with its line. Blank lines
 * between items are read past. Not thread-safe; after a {@link Refusal} it is of no further use.
 */
public final class EnvelopeParser {
  /** Bytes of a header line at most. */
  static final int MAX_HEADER = 128 * 1024;

  private static final byte LF = '\n';

  private enum State {
    HEADER,
    ITEM_HEADER,
    PAYLOAD,
    AFTER_PAYLOAD
  }

  private final EnvelopeHandler handler;
  private State state = State.HEADER;
  private Bytes line = new Bytes(MAX_HEADER, grown -> {});
  private ItemHeader item = new ItemHeader("", -1);

  /** Where the present payload goes; empty capacity when it is read past. */
  private Bytes payload = new Bytes(0, grown -> {});

  private boolean keeping;
  private ItemTaste.Larger whenLarger = ItemTaste.Larger.SKIP;
  private long left;

  public EnvelopeParser(EnvelopeHandler handler) {
    this.handler = handler;
  }

  /**
   * Reads the next piece, all of it.
   *
   * @throws Refusal malformed or too large
   */
  public void feed(ByteBuffer in) {
    while (in.hasRemaining()) {
      switch (state) {
        case HEADER -> {
          if (readLine(in)) {
            endHeader();
          }
        }
        case ITEM_HEADER -> {
          if (readLine(in)) {
            endItemHeader();
          }
        }
        case PAYLOAD -> {
          if (item.length() >= 0 ? readCounted(in) : readToLineEnd(in)) {
            endPayload(item.length() >= 0 ? State.AFTER_PAYLOAD : State.ITEM_HEADER);
          }
        }
        case AFTER_PAYLOAD -> {
          if (in.get() != LF) {
            throw malformed("an item's payload is longer than its length says");
          }
          state = State.ITEM_HEADER;
        }
      }
    }
  }

  /**
   * The envelope has ended.
   *
   * @throws Refusal malformed, when it ended within something
   */
  public void end() {
    switch (state) {
      case HEADER -> endHeader();
      case ITEM_HEADER -> {
        if (!line.isEmpty()) {
          endItemHeader();
          endWithin();
        }
      }
      case PAYLOAD -> endWithin();
      case AFTER_PAYLOAD -> {
        // the last item needs no LF
      }
    }
  }

  /** The end came within a payload: good for one that ends with its line, or is to be empty. */
  private void endWithin() {
    if (state == State.PAYLOAD) {
      if (item.length() >= 0) {
        throw malformed("the envelope ends within an item's payload");
      }
      endPayload(State.ITEM_HEADER);
    }
  }

  private void endHeader() {
    if (line.isEmpty()) {
      throw malformed("the envelope has no header");
    }
    var header = HeaderLines.envelope(line.take());
    state = State.ITEM_HEADER;
    handler.header(header);
  }

  private void endItemHeader() {
    if (line.isBlank()) {
      line.take();
      return;
    }
    item = HeaderLines.item(line.take());
    var taste = handler.item(item);
    keeping = taste instanceof ItemTaste.Keep;
    if (taste instanceof ItemTaste.Keep keep) {
      whenLarger = keep.whenLarger();
      payload = new Bytes(keep.most(), handler::holding);
      if (item.length() > keep.most()) {
        tooLarge();
      } else {
        payload.expect((int) item.length());
      }
    }
    left = item.length();
    state = State.PAYLOAD;
    if (left == 0) {
      endPayload(State.AFTER_PAYLOAD);
    }
  }

  private void endPayload(State next) {
    state = next;
    if (keeping) {
      handler.kept(item, payload.take());
    } else {
      handler.skipped(item);
    }
  }

  private boolean readLine(ByteBuffer in) {
    int end = indexOfLf(in);
    if (!line.add(in, (end < 0 ? in.limit() : end) - in.position())) {
      throw malformed("a header is longer than " + MAX_HEADER + " bytes");
    }
    return pastLf(in, end);
  }

  private boolean readToLineEnd(ByteBuffer in) {
    int end = indexOfLf(in);
    pass(in, (end < 0 ? in.limit() : end) - in.position());
    return pastLf(in, end);
  }

  private boolean readCounted(ByteBuffer in) {
    int count = (int) Math.min(left, in.remaining());
    pass(in, count);
    left -= count;
    return left == 0;
  }

  private void pass(ByteBuffer in, int count) {
    if (keeping && payload.add(in, count)) {
      return;
    }
    if (keeping) {
      tooLarge();
    }
    in.position(in.position() + count);
  }

  private void tooLarge() {
    if (whenLarger == ItemTaste.Larger.REFUSE) {
      throw Refusal.tooLarge("an item of type " + item.type() + " is too large");
    }
    keeping = false;
    payload.take();
  }

  private static int indexOfLf(ByteBuffer in) {
    for (int i = in.position(); i < in.limit(); i++) {
      if (in.get(i) == LF) {
        return i;
      }
    }
    return -1;
  }

  private static boolean pastLf(ByteBuffer in, int end) {
    if (end < 0) {
      return false;
    }
    in.position(end + 1);
    return true;
  }

  private static Refusal malformed(String detail) {
    return Refusal.malformed("invalid envelope", detail);
  }
}
