package io.mesher.api.issue;

import io.mesher.api.problem.BadRequestException;
import io.mesher.api.sql.Conditions;
import io.mesher.api.sql.Rows;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Level;
import io.mesher.api.web.TimeRange;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which issues of a project are asked for; each part is optional. */
public record IssueFilter(
    @Nullable String status,
    @Nullable String level,
    @Nullable String assignedTo,
    @Nullable String environment,
    @Nullable String release,
    @Nullable String q,
    @Nullable String from,
    @Nullable String to) {

  private static final int MAX_VALUE = 200;
  private static final String NOBODY = "me is nobody for an organisation's token";

  /** Whether issues are asked for by what is not their own but their events'. */
  boolean asksForTags() {
    return environment != null
        || release != null
        || (q != null
            && SearchText.parse(q).stream().anyMatch(SearchTerm.Tagged.class::isInstance));
  }

  /**
   * Adds what is asked for; 400 where it can't be understood.
   *
   * @param userHash of {@code kind:value}, in the project
   */
  void addTo(
      Conditions conditions, @Nullable UUID me, Function<String, UUID> userHash, TagLookup tags) {
    if (status != null) {
      conditions.and("i.status = ?", known(status));
    }
    if (level != null) {
      conditions.and("i.level = ?", level(level));
    }
    if (assignedTo != null) {
      addAssignee(conditions, assignedTo, me);
    }
    addTag(conditions, tags, "environment", environment);
    addTag(conditions, tags, "release", release);
    if (q != null) {
      var terms = SearchText.parse(q);
      terms.forEach(term -> add(conditions, term, me, userHash, tags));
      WordSearch.addTo(conditions, terms);
    }
    if (from != null) {
      conditions.and("i.last_seen >= ?", Rows.parameter(TimeRange.time("from", from)));
    }
    if (to != null) {
      conditions.and("i.first_seen < ?", Rows.parameter(TimeRange.time("to", to)));
    }
  }

  private static void add(
      Conditions conditions,
      SearchTerm term,
      @Nullable UUID me,
      Function<String, UUID> userHash,
      TagLookup tags) {
    switch (term) {
      case SearchTerm.OfStatus is -> conditions.and("i.status = ?", is.status().wire());
      case SearchTerm.Regressed is -> conditions.and("i.regressed_at IS NOT NULL");
      case SearchTerm.OfLevel of -> conditions.and("i.level = ?", of.level());
      case SearchTerm.AssignedTo assigned -> {
        if (me == null && "me".equals(assigned.who())) {
          throw new BadRequestException("invalid search: " + NOBODY, assigned.place());
        }
        addAssignee(conditions, assigned.who(), me);
      }
      case SearchTerm.Tagged tagged -> addTag(conditions, tags, tagged.key(), tagged.value());
      case SearchTerm.HappenedTo happened ->
          conditions.and(
              "EXISTS (SELECT 1 FROM issue_users u WHERE u.issue_id = i.id AND u.user_hash = ?)",
              userHash.apply(happened.user()));
      case SearchTerm.Words words -> {
        // All of them are one condition.
      }
    }
  }

  private static String known(String status) {
    return IssueStatus.ofWire(status)
        .map(IssueStatus::wire)
        .orElseThrow(
            () ->
                new BadRequestException(
                    "invalid status: must be unresolved, resolved, archived, or discarded"));
  }

  private static String level(String level) {
    return Level.ofWire(level)
        .map(Level::wire)
        .orElseThrow(
            () ->
                new BadRequestException(
                    "invalid level: must be fatal, error, warning, info, or debug"));
  }

  private static void addAssignee(Conditions conditions, String assignee, @Nullable UUID me) {
    if ("none".equals(assignee)) {
      conditions.and("i.assigned_to IS NULL");
    } else if ("me".equals(assignee)) {
      if (me == null) {
        throw BadRequestException.field("assigned_to", NOBODY);
      }
      conditions.and("i.assigned_to = ?", me);
    } else if (Ids.isUuid(assignee)) {
      conditions.and("i.assigned_to = ?", UUID.fromString(assignee));
    } else {
      throw BadRequestException.field("assigned_to", "must be a user's id, me or none");
    }
  }

  private static void addTag(
      Conditions conditions, TagLookup tags, String key, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (value.isEmpty() || value.length() > MAX_VALUE) {
      throw BadRequestException.field(key, "must have 1 to " + MAX_VALUE + " characters");
    }
    conditions.and(tags.condition(), key, value);
  }
}
