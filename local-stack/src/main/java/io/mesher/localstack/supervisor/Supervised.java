package io.mesher.localstack.supervisor;

/** Something that is kept running. Called by one thread at a time. */
public interface Supervised {

  /** Its name, as logs and people call it. */
  String name();

  /** Looks at it, within a few seconds. */
  Liveness look();

  /**
   * Ends what is left of it at once and starts it anew; does not wait until it is live.
   *
   * @throws io.mesher.localstack.StackException when it can't be started; it is tried again later
   */
  void restart();

  /** Housekeeping between looks, such as bounding its log. */
  void tidy();
}
