package io.mesher.ingest.envelope.parser;

/** What to do with an item's payload. */
public sealed interface ItemTaste {

  /** It is read past: no byte of it is kept. */
  record Skip() implements ItemTaste {}

  /**
   * It is collected and handed over whole.
   *
   * @param most bytes
   * @param whenLarger whether a larger one is refused, or read past like the others
   */
  record Keep(int most, Larger whenLarger) implements ItemTaste {}

  /** What becomes of a wanted item that is too large. */
  enum Larger {
    REFUSE,
    SKIP
  }
}
