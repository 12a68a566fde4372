-- Lists of issues by any of their sorts are read in its order: without these, each page read and sorted all of the
-- project's issues. An update of an issue writes its entries in all indexes already, as last_seen is in two of them.
CREATE INDEX issues_first_seen ON issues (project_id, first_seen DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX issues_event_count ON issues (project_id, event_count DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX issues_user_count ON issues (project_id, user_count DESC, id DESC) WHERE deleted_at IS NULL;

-- Charts of 30 days are read from an index alone: a project's hours lie all over the table. The writer's own counters,
-- which change with every batch, are in an index without their count.
CREATE INDEX event_rollups_hour_folded ON event_rollups_hour (project_id, bucket) INCLUDE (level, count)
WHERE shard < 0;
CREATE INDEX event_rollups_hour_parts ON event_rollups_hour (project_id, bucket) WHERE shard >= 0;

ALTER TABLE tag_rollups_day
  DROP CONSTRAINT tag_rollups_day_pkey,
  ADD PRIMARY KEY (project_id, key, day, value) INCLUDE (count);
