package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.writer.database.Database;
import io.mesher.writer.database.DatabaseException;
import io.mesher.writer.database.Failure;
import io.mesher.writer.partition.Partitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores batches of events, each event exactly once however often it is given. Safe for any number
 * of threads and processes.
 */
@ApplicationScoped
public class EventStore {
  /** Deadlocks and lost races in a row before the batch is left to wait a while. */
  private static final int TRIES = 20;

  private final Database database;
  private final Partitions partitions;
  private final UserHashes users;

  public EventStore(Database database, Partitions partitions, UserHashes users) {
    this.database = database;
    this.users = users;
    this.partitions = partitions;
  }

  /**
   * Stores what can be stored. What one event alone causes rejects that event; it is found by
   * halving the batch.
   *
   * @param shard of the roll-ups: a number that no other writer uses at the same time, for speed
   * @throws DatabaseException when the database can't do it now; part of the batch may be stored,
   *     and giving all of it again is right
   */
  public Stored store(List<GroupedEvent> events, int shard) {
    if (events.isEmpty()) {
      return Stored.NOTHING;
    }
    try {
      return attempt(events, shard);
    } catch (DatabaseException e) {
      return switch (e.failure()) {
        case BAD_DATA -> isolate(events, shard);
        case OVERTAKEN, NO_PARTITION, UNAVAILABLE -> throw e;
      };
    }
  }

  private Stored isolate(List<GroupedEvent> events, int shard) {
    if (events.size() == 1) {
      return confirm(events, shard);
    }
    int half = events.size() / 2;
    return store(events.subList(0, half), shard)
        .plus(store(events.subList(half, events.size()), shard));
  }

  /** Asks once more: what another transaction did meanwhile (to its project, say) is no fault. */
  private Stored confirm(List<GroupedEvent> one, int shard) {
    try {
      return attempt(one, shard);
    } catch (DatabaseException e) {
      if (e.failure() != Failure.BAD_DATA) {
        throw e;
      }
      return Stored.rejection(
          new Rejected(one.getFirst(), "refused by PostgreSQL, SQLSTATE " + e.sqlState()));
    }
  }

  private Stored attempt(List<GroupedEvent> events, int shard) {
    Set<LocalDate> made = new HashSet<>();
    for (int tries = 1; ; tries++) {
      try (var batch = new BatchTransaction(database, users, events, shard)) {
        return batch.run();
      } catch (DatabaseException e) {
        boolean repeat =
            switch (e.failure()) {
              case OVERTAKEN -> tries < TRIES;
              case NO_PARTITION -> makeDays(events, made);
              case BAD_DATA, UNAVAILABLE -> false;
            };
        if (!repeat) {
          throw e;
        }
      }
    }
  }

  /** Whether there was a day left to make: one that is still missing then has another cause. */
  private boolean makeDays(List<GroupedEvent> events, Set<LocalDate> made) {
    var days =
        events.stream()
            .map(event -> event.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate())
            .collect(Collectors.toCollection(HashSet::new));
    days.removeAll(made);
    days.forEach(partitions::ensure);
    return made.addAll(days);
  }
}
