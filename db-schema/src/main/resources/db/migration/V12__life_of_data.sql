-- What the writer's jobs look for.

-- Archived issues that are still noisy (spikes).
CREATE INDEX issues_archived ON issues (last_seen) WHERE status = 'archived' AND deleted_at IS NULL;

-- Totals that are not folded yet.
CREATE INDEX event_rollups_hour_unfolded ON event_rollups_hour (bucket) WHERE shard >= 0;
CREATE INDEX issue_rollups_hour_unfolded ON issue_rollups_hour (bucket) WHERE shard >= 0;
CREATE INDEX tag_rollups_unfolded ON tag_rollups (day) WHERE shard >= 0;
CREATE INDEX outcomes_unfolded ON outcomes (bucket) WHERE shard >= 0;

-- What project_storage is added up from: each day's table, shared among its projects by payload.
CREATE TABLE storage_days (
  day           date NOT NULL,
  project_id    uuid NOT NULL,
  event_count   bigint NOT NULL,
  payload_bytes bigint NOT NULL,
  table_bytes   bigint NOT NULL,
  measured_at   timestamptz NOT NULL,
  PRIMARY KEY (day, project_id)
);
CREATE INDEX storage_days_project ON storage_days (project_id);
