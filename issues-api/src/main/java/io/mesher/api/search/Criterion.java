package io.mesher.api.search;

/**
 * What events are sought by. Statements take it as $1, where to look as $2, a time range as $3 and
 * $4 and how many at most as $5. What the index is asked for is told by subqueries: the planner has
 * nothing to choose, and weighing what it knows of each day's words and tags takes it longer than
 * all else.
 */
enum Criterion {
  /** The text's expression is the index's, to the letter. */
  WORDS(
      "event_words(e.title, e.culprit, e.message) @@ (SELECT websearch_to_tsquery('simple', $1))",
      "e.id, e.issue_id, e.level, e.message, e.received_at",
      "title, culprit, ",
      "lower(e.title || ' ' || e.culprit || ' ' || e.message) LIKE ALL ($6)"),
  TAG(
      "e.tags @> (SELECT $1::jsonb)",
      "e.id, e.issue_id, e.level, e.message, e.received_at, e.tags",
      "tags, ",
      "$6::text[] IS NOT NULL");

  private final String condition;
  private final String columns;
  private final String judged;
  private final String before;

  /**
   * @param judged columns that the condition needs beside those that are shown
   * @param before what is judged before the condition, as it is cheaper
   */
  Criterion(String condition, String columns, String judged, String before) {
    this.condition = condition;
    this.columns = columns;
    this.judged = judged;
    this.before = before;
  }

  /**
   * Those of the newest events that match, newest first. $6 are {@link NeededWords}.
   *
   * @param walked how many of the newest are looked at; a number or ALL
   */
  String amongNewest(String walked) {
    return """
    SELECT %s FROM (
      SELECT id, issue_id, level, message, %sreceived_at FROM events
      WHERE project_id = $2 AND received_at >= $3 AND received_at < $4
      ORDER BY received_at DESC, id DESC LIMIT %s) AS e
    WHERE %s AND %s
    ORDER BY e.received_at DESC, e.id DESC LIMIT $5
    """
        .formatted(columns, judged, walked, before, condition);
  }

  /**
   * Any that match: an order would have all of them fetched. $2 is what {@link Places} the index is
   * asked for. The range is one of whole days, which have their tables; the part of it that is
   * meant is told as $6 and $7, and the project as $8, in such a way that no other index is thought
   * of.
   */
  String any() {
    return """
    SELECT * FROM (
      SELECT %s FROM events e
      WHERE %s AND %s && (SELECT $2::text[])
        AND e.received_at >= $3 AND e.received_at < $4
        AND e.received_at + interval '0' >= $6 AND e.received_at + interval '0' < $7
        AND e.project_id::text = $8
      LIMIT $5) AS found
    ORDER BY received_at DESC, id DESC
    """
        .formatted(columns, condition, Places.INDEXED);
  }
}
