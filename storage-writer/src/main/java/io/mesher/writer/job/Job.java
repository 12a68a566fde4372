package io.mesher.writer.job;

import java.time.Duration;

/** Background work that one replica does at a time. */
public interface Job {

  /** Its name: of its lock, its row in {@code job_runs} and its metrics. */
  String name();

  /** How long after the beginning of one run the next may begin, on whichever replica. */
  Duration every();

  /**
   * Does it, in steps that are short transactions and may be repeated.
   *
   * @return how many rows or tables it changed
   * @throws io.mesher.writer.database.DatabaseException when it can't go on; the next run does
   */
  long run();
}
