package io.mesher.api.issue;

/** How issues that have a tag's value are found. */
enum TagLookup {
  /** As the planner likes: by the value, or by the issues. */
  FREE(""),
  /** Each issue is asked, which the planner can't turn into a join. */
  PER_ISSUE(" OFFSET 0");

  private final String fence;

  TagLookup(String fence) {
    this.fence = fence;
  }

  /** Takes a key and a value. */
  String condition() {
    return "EXISTS (SELECT 1 FROM tag_rollups t WHERE t.project_id = i.project_id"
        + " AND t.key = ? AND t.value = ? AND t.issue_id = i.id"
        + fence
        + ")";
  }
}
