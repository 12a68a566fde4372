-- Totals for ranges of days: they grow with issues and values, not with events. Written by the writer's job that
-- folds shards, so what a day's row holds is exactly what was folded; readers add what is not folded yet.

CREATE TABLE issue_rollups_day (
  issue_id   uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  day        date NOT NULL,
  project_id uuid NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (issue_id, day)
);
CREATE INDEX issue_rollups_day_project ON issue_rollups_day (project_id, day) INCLUDE (issue_id, count);

-- Of all issues together; what a deleted issue had stays.
CREATE TABLE tag_rollups_day (
  project_id uuid NOT NULL,
  key        text NOT NULL,
  day        date NOT NULL,
  value      text NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (project_id, key, day, value)
);

INSERT INTO issue_rollups_day (issue_id, day, project_id, count)
SELECT issue_id, (bucket AT TIME ZONE 'UTC')::date, project_id, sum(count)
FROM issue_rollups_hour WHERE shard < 0 GROUP BY 1, 2, 3;

INSERT INTO tag_rollups_day (project_id, key, day, value, count)
SELECT project_id, key, day, value, sum(count) FROM tag_rollups WHERE shard < 0 GROUP BY 1, 2, 3, 4;

-- Only what is not folded is read by project now.
DROP INDEX tag_rollups_project;
CREATE INDEX tag_rollups_project ON tag_rollups (project_id, key, day) WHERE shard >= 0;

ANALYZE issue_rollups_day, tag_rollups_day;
