-- Hours of issues that are folded have a table of their own. What writers count into has a few hours' rows, which lie
-- together, and none of its indexes has the count: an update stays on its page and writes no entry anywhere. A writer of
-- a version before this can't fold into it (its job says so and tries again), or a day would count twice for readers.
ALTER TABLE issue_rollups_hour RENAME TO issue_rollups_folded;
ALTER TABLE issue_rollups_folded RENAME CONSTRAINT issue_rollups_hour_pkey TO issue_rollups_folded_pkey;

CREATE TABLE issue_rollups_hour (
  issue_id   uuid NOT NULL,
  bucket     timestamptz NOT NULL,
  shard      smallint NOT NULL CHECK (shard >= 0),
  project_id uuid NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (issue_id, bucket, shard)
) WITH (fillfactor = 50);
INSERT INTO issue_rollups_hour (issue_id, bucket, shard, project_id, count)
SELECT issue_id, bucket, shard, project_id, count FROM issue_rollups_folded WHERE shard >= 0;
DELETE FROM issue_rollups_folded WHERE shard >= 0;

-- The key and all indexes that are of some shards only go with the column.
ALTER TABLE issue_rollups_folded DROP COLUMN shard, ADD PRIMARY KEY (issue_id, bucket) INCLUDE (count);
CREATE INDEX issue_rollups_folded_project ON issue_rollups_folded (project_id, bucket) INCLUDE (issue_id, count);
CREATE INDEX issue_rollups_hour_bucket ON issue_rollups_hour (bucket);
CREATE INDEX issue_rollups_hour_project ON issue_rollups_hour (project_id, bucket);

CREATE OR REPLACE FUNCTION remove_totals_of_issues() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM tag_rollups t USING gone g WHERE t.issue_id = g.id;
  DELETE FROM issue_users u USING gone g WHERE u.issue_id = g.id;
  DELETE FROM issue_rollups_hour r USING gone g WHERE r.issue_id = g.id;
  DELETE FROM issue_rollups_folded r USING gone g WHERE r.issue_id = g.id;
  RETURN NULL;
END
$$;

ANALYZE issue_rollups_hour, issue_rollups_folded;
