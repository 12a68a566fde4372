package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.writer.batch.Assignment;
import io.mesher.writer.batch.EventKey;
import io.mesher.writer.batch.LockedIssue;
import io.mesher.writer.batch.OutcomeKey;
import io.mesher.writer.batch.Sightings;
import io.mesher.writer.batch.Sightings.Repeats;
import io.mesher.writer.batch.TagBounds;
import io.mesher.writer.batch.TagTally;
import io.mesher.writer.batch.Tallies;
import io.mesher.writer.batch.Verdict;
import io.mesher.writer.database.Answer;
import io.mesher.writer.database.Database;
import io.mesher.writer.database.DatabaseException;
import io.mesher.writer.database.Transaction;
import io.mesher.writer.outbox.IssueNotices;
import io.mesher.writer.outcome.OutcomeRows;
import io.mesher.writer.store.FirstSight.Place;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores a batch in one transaction and three round trips. Locks in the order that everything in
 * Mesher keeps: event ids, group hashes by (project, hash), issues by id, users and tags, the
 * outbox, roll-ups by key. What takes PostgreSQL long is sent early, and what can be reckoned
 * without its answers is reckoned while it is at work.
 */
final class BatchTransaction implements AutoCloseable {
  private final UserHashes users;
  private final int shard;
  private final Sightings sightings;
  private final Transaction transaction;

  BatchTransaction(Database database, UserHashes users, List<GroupedEvent> events, int shard) {
    this.users = users;
    this.shard = shard;
    this.sightings = new Sightings(events);
    this.transaction = database.begin();
  }

  /**
   * Runs it to the commit.
   *
   * @throws DatabaseException when nothing was stored, or it is not known whether it was
   */
  Stored run() {
    var firstSight = FirstSight.insert(transaction, sightings.firsts());
    var lockedHashes = GroupHashes.lockKnown(transaction, sightings.firsts());
    var tally = new TagTally(sightings.firsts());

    Set<EventKey> inserted = FirstSight.inserted(firstSight.rows());
    var fresh = sightings.fresh(inserted);
    var repeats = repeats(inserted);
    var resends = repeats.resent().isEmpty() ? null : Resends.first(transaction, repeats.resent());
    var places = FirstSight.stored(transaction, repeats.redelivered());
    var assignment =
        new Assignment(fresh, GroupHashes.known(lockedHashes.rows()), UUID::randomUUID);
    var hashes = insertHashes(assignment);
    var tags = fresh.isEmpty() ? null : Tags.ask(transaction, tally.candidates(fresh));

    var verdict = new Verdict(fresh, assignment, lockIssues(assignment, hashes));
    Issues.insert(transaction, assignment.newIssues());
    if (!verdict.stored().isEmpty() && tags != null) {
      EventRows.insert(transaction, verdict);
      add(verdict, tally, Tags.bounds(transaction, tags));
    }
    IssueNotices.insert(transaction, verdict.changes());
    OutcomeRows.add(transaction, outcomes(verdict, resends), shard);
    transaction.commit();
    return stored(verdict, repeats, places);
  }

  private Repeats repeats(Set<EventKey> inserted) {
    var others = new HashSet<>(sightings.keys());
    others.removeAll(inserted);
    return sightings.repeats(inserted, FirstSight.known(transaction, others));
  }

  private @Nullable Answer insertHashes(Assignment assignment) {
    var proposed = assignment.proposed();
    return proposed.isEmpty() ? null : GroupHashes.insert(transaction, proposed);
  }

  private Map<UUID, LockedIssue> lockIssues(Assignment assignment, @Nullable Answer hashes) {
    var existing = assignment.existing();
    var locked =
        existing.isEmpty()
            ? Map.<UUID, LockedIssue>of()
            : Issues.locked(Issues.lock(transaction, existing).rows());
    if (hashes != null && hashes.rows().rowCount() < assignment.proposed().size()) {
      throw DatabaseException.overtaken("another writer has just mapped one of these hashes");
    }
    if (locked.size() < existing.size()) {
      throw DatabaseException.overtaken("one of these issues has just gone with its project");
    }
    return locked;
  }

  private void add(Verdict verdict, TagTally tally, TagBounds bounds) {
    Issues.raise(transaction, verdict.totals(), users.of(verdict));
    Tags.count(transaction, tally.count(verdict.stored(), verdict::issueOf, bounds), shard);
    Rollups.add(transaction, new Tallies(verdict.stored(), verdict::issueOf), shard);
  }

  private static Map<OutcomeKey, Long> outcomes(Verdict verdict, @Nullable Answer resends) {
    var outcomes = new LinkedHashMap<OutcomeKey, Long>();
    OutcomeKey.count(outcomes, verdict.stored(), OutcomeKey.ACCEPTED);
    OutcomeKey.count(outcomes, verdict.discarded(), OutcomeKey.DISCARDED);
    if (resends != null) {
      for (var row : resends.rows()) {
        var at = row.get(OffsetDateTime.class, 1).toInstant();
        outcomes.merge(
            OutcomeKey.of(row.getUUID(0), at, OutcomeKey.DEDUPLICATED, ""), 1L, Long::sum);
      }
    }
    return outcomes;
  }

  private static Stored stored(Verdict verdict, Repeats repeats, Map<EventKey, Place> places) {
    var summaries = new ArrayList<StoredEvent>();
    for (var event : verdict.stored()) {
      summaries.add(summary(event, verdict.issueOf(event), verdict.isFirstOfItsIssue(event)));
    }
    for (var event : repeats.redelivered()) {
      var place = places.get(EventKey.of(event));
      if (place != null) {
        summaries.add(summary(event, place.issueId(), place.firstOfItsIssue()));
      }
    }
    return new Stored(
        summaries,
        List.of(),
        verdict.stored().size(),
        repeats.redelivered().size(),
        repeats.resent().size(),
        verdict.discarded().size(),
        repeats.orphaned().size());
  }

  private static StoredEvent summary(GroupedEvent event, UUID issueId, boolean newIssue) {
    return new StoredEvent(
        event.projectId(),
        issueId,
        event.eventId(),
        newIssue,
        event.receivedAt(),
        event.timestamp(),
        event.level(),
        event.message(),
        event.title(),
        event.culprit(),
        event.environment(),
        event.release(),
        event.tags());
  }

  @Override
  public void close() {
    transaction.close();
  }
}
