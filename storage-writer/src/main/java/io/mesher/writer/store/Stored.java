package io.mesher.writer.store;

import io.mesher.contracts.event.StoredEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a batch came to.
 *
 * @param summaries of the events that were stored now or, by an earlier delivery of the same
 *     record, before
 * @param rejected events that can't be stored whatever happens; they alone are not in the database
 * @param accepted how many events were stored now
 */
public record Stored(
    List<StoredEvent> summaries,
    List<Rejected> rejected,
    int accepted,
    int redelivered,
    int deduplicated,
    int discarded,
    int orphaned) {

  static final Stored NOTHING = new Stored(List.of(), List.of(), 0, 0, 0, 0, 0);

  static Stored rejection(Rejected rejected) {
    return new Stored(List.of(), List.of(rejected), 0, 0, 0, 0, 0);
  }

  Stored plus(Stored other) {
    return new Stored(
        Stream.concat(summaries.stream(), other.summaries.stream()).toList(),
        Stream.concat(rejected.stream(), other.rejected.stream()).toList(),
        accepted + other.accepted,
        redelivered + other.redelivered,
        deduplicated + other.deduplicated,
        discarded + other.discarded,
        orphaned + other.orphaned);
  }
}
