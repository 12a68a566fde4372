package io.mesher.writer.batch;

import io.mesher.contracts.event.GroupedEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * To which issue each event goes: the first of its hashes that is known decides, the others join
 * that issue; where none is known a new issue is proposed. A known hash is never pointed elsewhere.
 */
public final class Assignment {
  private final Map<HashKey, UUID> known;
  private final Supplier<UUID> newIds;
  private final Map<HashKey, UUID> proposed = new LinkedHashMap<>();
  private final Map<UUID, GroupedEvent> newIssues = new LinkedHashMap<>();
  private final Map<EventKey, UUID> issues = new HashMap<>();

  public Assignment(List<GroupedEvent> fresh, Map<HashKey, UUID> known, Supplier<UUID> newIds) {
    this.known = known;
    this.newIds = newIds;
    fresh.forEach(this::assign);
  }

  private void assign(GroupedEvent event) {
    var issue = firstKnown(event);
    if (issue == null) {
      issue = newIds.get();
      newIssues.put(issue, event);
    }
    for (var hash : event.hashes()) {
      var key = new HashKey(event.projectId(), hash);
      if (!known.containsKey(key)) {
        proposed.putIfAbsent(key, issue);
      }
    }
    issues.put(EventKey.of(event), issue);
  }

  private @Nullable UUID firstKnown(GroupedEvent event) {
    for (var hash : event.hashes()) {
      var key = new HashKey(event.projectId(), hash);
      var issue = known.get(key);
      if (issue == null) {
        issue = proposed.get(key);
      }
      if (issue != null) {
        return issue;
      }
    }
    return null;
  }

  /** Hashes to be mapped, each to its issue. */
  public Map<HashKey, UUID> proposed() {
    return proposed;
  }

  /** Issues to be made, each with the event that is its first. */
  public Map<UUID, GroupedEvent> newIssues() {
    return newIssues;
  }

  /** Issues that exist already and receive something. */
  public Set<UUID> existing() {
    var ids = new TreeSet<>(issues.values());
    ids.removeAll(newIssues.keySet());
    return ids;
  }

  public UUID issueOf(GroupedEvent event) {
    var issue = issues.get(EventKey.of(event));
    if (issue == null) {
      throw new IllegalArgumentException("not an event of this batch: " + event.eventId());
    }
    return issue;
  }
}
