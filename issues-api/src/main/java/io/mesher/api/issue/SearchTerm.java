package io.mesher.api.issue;

/** One part of a search text; an issue is found when all parts hold. */
sealed interface SearchTerm {

  /** {@code is:resolved}. */
  record OfStatus(IssueStatus status) implements SearchTerm {}

  /** {@code is:regressed}: came back after it had been resolved. */
  record Regressed() implements SearchTerm {}

  /** {@code level:error}. */
  record OfLevel(String level) implements SearchTerm {}

  /**
   * {@code assigned:me}, {@code assigned:none} or {@code assigned:} and a user's id.
   *
   * @param place where it stands, for whom {@code me} is nobody
   */
  record AssignedTo(String who, String place) implements SearchTerm {}

  /** {@code key:value}: an event of it had this tag. */
  record Tagged(String key, String value) implements SearchTerm {}

  /** {@code user.id:42}: it happened to this person. */
  record HappenedTo(String user) implements SearchTerm {}

  /** Words, in title or culprit; a quoted phrase keeps their order. */
  record Words(String text, boolean phrase) implements SearchTerm {}
}
