package io.mesher.ingest.envelope.parser;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Bytes put together up to a bound. */
final class Bytes {
  private final int most;
  private final IntConsumer growing;
  private byte[] array = {};
  private int length;

  /** How many more may come before another array is needed; a hint, not yet held. */
  private int expected;

  /**
   * Nothing yet.
   *
   * @param growing hears of each growth before it happens
   */
  Bytes(int most, IntConsumer growing) {
    this.most = most;
    this.growing = growing;
  }

  /** How many are announced; -1 when nobody knows. */
  void expect(int count) {
    expected = count;
  }

  boolean isEmpty() {
    return length == 0;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (array[i] > ' ' || array[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Takes the next {@code count}; false, and nothing is taken, when that is too much. */
  boolean add(ByteBuffer in, int count) {
    if (count > most - length) {
      return false;
    }
    if (count > array.length - length) {
      grow(length + count);
    }
    in.get(array, length, count);
    length += count;
    return true;
  }

  /** Doubles, but never past what is announced: a promise alone holds no memory. */
  private void grow(int needed) {
    int bound = expected > 0 ? Math.min(most, Math.max(expected, needed)) : most;
    int size = Math.min(bound, Math.max(needed, array.length * 2));
    growing.accept(size - array.length);
    array = Arrays.copyOf(array, size);
  }

  /** What was put together; starts anew. */
  byte[] take() {
    var whole = length == array.length ? array : Arrays.copyOf(array, length);
    array = new byte[0];
    length = 0;
    return whole;
  }
}
