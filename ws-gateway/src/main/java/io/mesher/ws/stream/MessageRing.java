package io.mesher.ws.stream;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for one client: bounded in number and bytes, the oldest make room for the
 * newest and are counted. Thread-safe; holds its lock for moments only.
 */
final class MessageRing {
  private final int maxMessages;
  private final int maxBytes;
  private final ArrayDeque<String> waiting = new ArrayDeque<>();
  private long bytes;
  private long dropped;

  MessageRing(int maxMessages, int maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds the newest. One that is larger than the ring is itself dropped.
   *
   * @return how many were dropped by this
   */
  synchronized int offer(String message) {
    if (message.length() > maxBytes) {
      dropped++;
      return 1;
    }
    waiting.addLast(message);
    bytes += message.length();
    int lost = 0;
    while (waiting.size() > maxMessages || bytes > maxBytes) {
      bytes -= waiting.removeFirst().length();
      lost++;
    }
    dropped += lost;
    return lost;
  }

  /** The oldest that waits; null when none does. */
  synchronized @Nullable String poll() {
    var message = waiting.pollFirst();
    if (message != null) {
      bytes -= message.length();
    }
    return message;
  }

  /** How many were dropped since this was last asked: they were older than all that wait. */
  synchronized long takeDropped() {
    var count = dropped;
    dropped = 0;
    return count;
  }

  /** Whether there is anything to tell the client. */
  synchronized boolean isEmpty() {
    return waiting.isEmpty() && dropped == 0;
  }
}
