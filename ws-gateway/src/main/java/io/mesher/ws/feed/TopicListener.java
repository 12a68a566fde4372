package io.mesher.ws.feed;

import io.mesher.contracts.topic.Topic;

/** A bean that hears one live topic. */
public interface TopicListener {

  /** The topic. */
  Topic topic();

  /** Whether a record with this key is of any use now; asked before its value is read. */
  default boolean concerns(byte[] key) {
    return true;
  }

  /**
   * Takes a record's value, in a partition's order, possibly more than once. Runs on the one thread
   * that reads: it must not wait for anything.
   *
   * @throws io.mesher.contracts.codec.UnreadableRecordException for bytes nobody can read; the
   *     record is skipped and counted
   */
  void onRecord(byte[] value);
}
