package io.mesher.ws.feed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the reading thread tells the probes. Written by that thread, read by any. */
final class FeedState {
  private final LongSupplier nanos;
  private final AtomicLong lastTurn;
  private volatile long lastContact;
  private volatile boolean positioned;
  private volatile @Nullable String trouble = "not started";

  FeedState(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastTurn = new AtomicLong(nanos.getAsLong());
  }

  /** The loop has turned. */
  void turned() {
    lastTurn.set(nanos.getAsLong());
  }

  /** Kafka has answered, and every topic has its positions. */
  void inContact() {
    lastContact = nanos.getAsLong();
    positioned = true;
    trouble = null;
  }

  /** Kafka has not answered, or not as hoped. */
  void inTrouble(String what) {
    trouble = what;
  }

  /** Null while records would be delivered at once; else what is in the way. */
  @Nullable String trouble(Duration awayAfter) {
    var known = trouble;
    if (known != null) {
      return known;
    }
    if (!positioned) {
      return "positions are not fixed yet";
    }
    return since(lastContact).compareTo(awayAfter) > 0 ? "no contact with Kafka" : null;
  }

  /** How long ago the loop has turned. */
  Duration sinceTurn() {
    return since(lastTurn.get());
  }

  private Duration since(long then) {
    return Duration.ofNanos(nanos.getAsLong() - then);
  }
}
