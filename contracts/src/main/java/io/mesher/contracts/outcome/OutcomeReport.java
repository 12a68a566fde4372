package io.mesher.contracts.outcome;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a gateway writes to {@code mesher.outcomes} every few seconds for each project that it
 * turned something away from, and an event-processor where records were lost; key: the project's
 * id. What Kafka accepted is not in it: the storage-writer counts that itself, and exactly. At most
 * one report a project is lost with a gateway that is killed.
 *
 * @param instance of the gateway process; with {@code sequence} the report's identity: the same
 *     pair is the same report, delivered again
 * @param sequence counts the reports of the instance
 * @param at end of the time that is reported
 * @param counts at least one, no two of the same outcome, reason and category
 */
public record OutcomeReport(
    UUID instance, long sequence, UUID projectId, Instant at, List<Count> counts) {

  /** The project of what belongs to no project that is known. */
  public static final UUID NOBODY = new UUID(0, 0);

  public OutcomeReport {
    counts = List.copyOf(counts);
  }

  /**
   * How often one thing happened.
   *
   * @param outcome {@code limited}, {@code sampled}, {@code invalid}, {@code overloaded}, {@code
   *     unacknowledged} (may be stored all the same), {@code unsupported} (items that are not
   *     kept), {@code client_discard} (as the SDK reports) or {@code lost} (deleted by Kafka before
   *     it was read; the reason is the topic)
   * @param reason within the outcome, at most 64 characters; may be empty
   * @param category of what it was: {@code error}, {@code session}, {@code transaction}, …, at most
   *     64 characters
   * @param quantity above 0
   */
  public record Count(String outcome, String reason, String category, long quantity) {}
}
