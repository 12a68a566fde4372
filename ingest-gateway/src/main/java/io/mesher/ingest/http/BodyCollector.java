package io.mesher.ingest.http;

import io.mesher.admission.load.ByteBudget;
import io.mesher.admission.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts bytes together in one array, paid for from a lease as it grows, so that a large promise
 * without bytes costs nothing.
 */
public final class BodyCollector implements BodySink {
  private final ByteBudget.Lease lease;
  private final int most;
  private byte[] bytes = {};
  private int length;

  /**
   * A collector.
   *
   * @param most bytes; beyond it a {@link Refusal}: too large
   */
  public BodyCollector(ByteBudget.Lease lease, int most) {
    this.lease = lease;
    this.most = most;
  }

  @Override
  public void accept(ByteBuffer more) {
    int count = more.remaining();
    if (count > most - length) {
      throw Refusal.tooLarge(null);
    }
    if (count > bytes.length - length) {
      grow(length + count);
    }
    more.get(bytes, length, count);
    length += count;
  }

  private void grow(int needed) {
    // A body that comes in one piece gets an array that fits, and is not copied again.
    int size = bytes.length == 0 ? needed : Math.min(most, Math.max(needed, bytes.length * 2));
    lease.grow(size - bytes.length);
    bytes = Arrays.copyOf(bytes, size);
  }

  /** What was put together; the collector gives it away. */
  public byte[] take() {
    var whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    bytes = new byte[0];
    length = 0;
    return whole;
  }
}
