-- Tags of a whole project, of days that are not folded yet, counted by the writer beside those of its issues: to
-- add those up again took as many rows as there are issues times values. The job that folds moves days that are
-- over into tag_rollups_day.
CREATE TABLE project_tag_rollups (
  project_id uuid NOT NULL,
  key        text NOT NULL,
  day        date NOT NULL,
  value      text NOT NULL,
  shard      smallint NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (project_id, key, day, value, shard)
) WITH (fillfactor = 70);
CREATE INDEX project_tag_rollups_day ON project_tag_rollups (day);

-- An issue's tags that are counted there too have a shard below -1; those from 0 on are of an older version, which
-- may still run, and come into their project's totals when they are folded.
CREATE INDEX tag_rollups_of_issues_unfolded ON tag_rollups (day) WHERE shard < -1;
