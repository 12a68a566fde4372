package io.mesher.api.issue;

import io.mesher.api.sql.Conditions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is done to many issues. It knows which it changes, as the others need not be looked at. */
sealed interface IssueChange {

  /** Leaves the issues ({@code i}) that it changes. */
  void addTo(Conditions conditions);

  /** Another status. */
  record Move(Transition transition) implements IssueChange {
    @Override
    public void addTo(Conditions conditions) {
      var from = transition.from().stream().map(IssueStatus::wire).toArray(String[]::new);
      conditions.and("i.status = ANY (?)", (Object) from);
    }
  }

  /** Gone. */
  record Deletion() implements IssueChange {
    @Override
    public void addTo(Conditions conditions) {
      // All that are there.
    }
  }

  /**
   * Another assignee.
   *
   * @param assignee null: nobody
   */
  record Assignment(@Nullable UUID assignee) implements IssueChange {
    @Override
    public void addTo(Conditions conditions) {
      if (assignee == null) {
        conditions.and("i.assigned_to IS NOT NULL");
      } else {
        conditions.and("i.assigned_to IS DISTINCT FROM ?", assignee);
      }
    }
  }
}
