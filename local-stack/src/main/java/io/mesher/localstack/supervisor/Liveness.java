package io.mesher.localstack.supervisor;

/** What one look at a process showed. */
public enum Liveness {
  /** It runs and says that it is well. */
  LIVE,
  /** It runs, and says that only a restart helps, or says nothing at all. */
  STUCK,
  /** There is no process. */
  DEAD
}
