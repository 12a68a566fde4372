package io.mesher.writer.batch;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.issue.IssueChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What becomes of a batch's fresh events, now that their issues are locked: which are stored, which
 * are dropped because their issue is discarded, and how the issues change.
 */
public final class Verdict {
  private final Assignment assignment;
  private final Map<UUID, LockedIssue> locked;
  private final List<GroupedEvent> stored = new ArrayList<>();
  private final List<GroupedEvent> discarded = new ArrayList<>();
  private final Map<UUID, IssueTotals> totals = new TreeMap<>();

  public Verdict(List<GroupedEvent> fresh, Assignment assignment, Map<UUID, LockedIssue> locked) {
    this.assignment = assignment;
    this.locked = locked;
    fresh.forEach(this::judge);
  }

  private void judge(GroupedEvent event) {
    var id = assignment.issueOf(event);
    var issue = locked.get(id);
    if (issue != null && issue.isDiscarded()) {
      discarded.add(event);
      return;
    }
    stored.add(event);
    var at = event.receivedAt();
    var regressedAt = issue != null && issue.isContradictedBy(at) ? at : null;
    totals.merge(id, new IssueTotals(id, 1, at, at, regressedAt), IssueTotals::plus);
  }

  /** Events to store, in the batch's order. */
  public List<GroupedEvent> stored() {
    return stored;
  }

  public List<GroupedEvent> discarded() {
    return discarded;
  }

  /** In the order of ids. */
  public Collection<IssueTotals> totals() {
    return totals.values();
  }

  public UUID issueOf(GroupedEvent event) {
    return assignment.issueOf(event);
  }

  /** Whether the event is the first of an issue that this batch makes. */
  public boolean isFirstOfItsIssue(GroupedEvent event) {
    var first = assignment.newIssues().get(assignment.issueOf(event));
    return first != null && EventKey.of(first).equals(EventKey.of(event));
  }

  /** What the issues' watchers must hear. */
  public List<IssueChanged> changes() {
    var changes = new ArrayList<IssueChanged>();
    assignment.newIssues().forEach((id, event) -> changes.add(born(id, event)));
    for (var total : totals.values()) {
      var issue = locked.get(total.issueId());
      if (issue != null && total.regressedAt() != null) {
        changes.add(regressed(issue, total.regressedAt()));
      }
    }
    return changes;
  }

  private static IssueChanged born(UUID id, GroupedEvent first) {
    return new IssueChanged(
        first.projectId(),
        id,
        1,
        "new",
        "unresolved",
        first.level(),
        first.title(),
        first.receivedAt(),
        null);
  }

  private static IssueChanged regressed(LockedIssue issue, Instant at) {
    return new IssueChanged(
        issue.projectId(),
        issue.id(),
        issue.version() + 1,
        "regressed",
        "unresolved",
        issue.level(),
        issue.title(),
        at,
        null);
  }
}
