package io.mesher.ingest.envelope.parser;

/** Hears what an envelope holds, in order. What it throws ends the parsing. */
public interface EnvelopeHandler {

  /** The envelope's own header; once, first. */
  void header(EnvelopeHeader header);

  /** An item begins; what is to become of its payload. */
  ItemTaste item(ItemHeader header);

  /** The payload of an item that was to be kept; the array is the handler's. */
  void kept(ItemHeader header, byte[] payload);

  /** An item that was read past has ended. */
  void skipped(ItemHeader header);

  /** Bytes are about to be held for a payload, in addition to those before. */
  void holding(int bytes);
}
