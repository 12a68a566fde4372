package io.mesher.admission.sampling;

import java.util.UUID;

/**
 * Keeps a share of a project's events, decided by the event's id alone, so that a resend and every
 * replica agree. The hash is part of the contract: changing it makes retries disagree over an
 * upgrade.
 */
public final class Sampling {
  private static final double UNIT = 0x1.0p-53;

  private Sampling() {}

  /**
   * Whether to keep the event.
   *
   * @param rate 0 keeps none, 1 all
   */
  public static boolean keeps(UUID projectId, UUID eventId, double rate) {
    if (rate >= 1) {
      return true;
    }
    return (hash(projectId, eventId) >>> 11) * UNIT < rate;
  }

  private static long hash(UUID projectId, UUID eventId) {
    long h = mix(projectId.getMostSignificantBits());
    h = mix(h ^ projectId.getLeastSignificantBits());
    h = mix(h ^ eventId.getMostSignificantBits());
    return mix(h ^ eventId.getLeastSignificantBits());
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014), after a step of its sequence. */
  private static long mix(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
