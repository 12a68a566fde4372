package io.mesher.bench.process;

import java.lang.management.ManagementFactory;

/** What else this machine does, to be read beside every figure. */
public final class Machine {
  private Machine() {}

  /** The load average of the last minute. */
  public static String loadAverage() {
    return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
