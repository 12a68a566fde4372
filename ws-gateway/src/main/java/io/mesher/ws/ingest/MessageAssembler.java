package io.mesher.ws.ingest;

import io.mesher.admission.load.ByteBudget;
import io.mesher.admission.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from their frames, each on a lease of the bytes in flight. Of a message
 * that is too large, or for which there is no room, the rest is let by. For one thread.
 */
final class MessageAssembler {

  /** A message that has come to its end. */
  sealed interface Arrived {

    /** All of it; whoever takes it closes the lease. */
    record Whole(byte[] json, ByteBudget.Lease lease) implements Arrived {}

    /** Not kept, and why. */
    record Refused(Refusal refusal) implements Arrived {}
  }

  private final int maxBytes;
  private final Supplier<ByteBudget.Lease> leases;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
  private ByteBudget.@Nullable Lease lease;
  private @Nullable Refusal refusal;

  MessageAssembler(int maxBytes, Supplier<ByteBudget.Lease> leases) {
    this.maxBytes = maxBytes;
    this.leases = leases;
  }

  /**
   * Takes the next frame.
   *
   * @param last whether the message ends with it
   * @return the message, or null while it has not come to its end
   */
  @Nullable Arrived add(byte[] part, boolean last) {
    if (refusal == null) {
      keep(part);
    }
    return last ? finish() : null;
  }

  /** Gives back what an unfinished message holds. */
  void abandon() {
    release();
  }

  private void keep(byte[] part) {
    try {
      if (held.size() + part.length > maxBytes) {
        throw Refusal.tooLarge(null);
      }
      if (lease == null) {
        lease = leases.get();
      }
      lease.grow(part.length);
      held.writeBytes(part);
    } catch (Refusal refused) {
      refusal = refused;
      release();
    }
  }

  private Arrived finish() {
    var refused = refusal;
    var taken = lease;
    refusal = null;
    lease = null;
    if (refused != null) {
      return new Arrived.Refused(refused);
    }
    var json = held.toByteArray();
    held.reset();
    return new Arrived.Whole(json, taken == null ? leases.get() : taken);
  }

  private void release() {
    held.reset();
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
