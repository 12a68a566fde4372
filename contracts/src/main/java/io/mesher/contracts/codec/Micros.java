package io.mesher.contracts.codec;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as microseconds since the epoch: the resolution of PostgreSQL's timestamptz. */
public final class Micros {
  private Micros() {}

  public static Instant truncate(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
