package io.mesher.e2e.system;

import java.io.IOException;

/** What the system says to a process from outside. */
public enum Signal {
  /** Ends it, at once. */
  KILL,
  /** Freezes it. */
  STOP,
  /** Lets a frozen one go on. */
  CONT;

  public void to(long pid) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start();
    int code = kill.waitFor();
    if (code != 0) {
      throw new IOException("kill -%s %d ended with %d".formatted(name(), pid, code));
    }
  }
}
