-- Lifetime totals, written in the transaction that stores the events they count. shard: writers that share a
-- key write rows of their own; readers sum over it, a job folds old shards into shard -1.
-- environment: '' where the event named none.

CREATE TABLE event_rollups_minute (
  project_id  uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  bucket      timestamptz NOT NULL,
  level       text NOT NULL,
  environment text NOT NULL,
  shard       smallint NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (project_id, bucket, level, environment, shard)
) WITH (fillfactor = 70);
-- Minutes are kept for days only (hours for ever): found by age.
CREATE INDEX event_rollups_minute_bucket ON event_rollups_minute USING brin (bucket);

CREATE TABLE event_rollups_hour (
  project_id  uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  bucket      timestamptz NOT NULL,
  level       text NOT NULL,
  environment text NOT NULL,
  shard       smallint NOT NULL,
  count       bigint NOT NULL,
  PRIMARY KEY (project_id, bucket, level, environment, shard)
) WITH (fillfactor = 70);

CREATE TABLE issue_rollups_hour (
  issue_id   uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  bucket     timestamptz NOT NULL,
  shard      smallint NOT NULL,
  project_id uuid NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (issue_id, bucket, shard)
) WITH (fillfactor = 70);
CREATE INDEX issue_rollups_hour_project ON issue_rollups_hour (project_id, bucket);

-- Per issue and day. Keys: environment, release, level, browser, os, server_name and at most 20 more a project
-- (tag_keys); values: at most 200 characters and 1,000 a key (tag_values), the rest counts as 'other'.
CREATE TABLE tag_rollups (
  project_id uuid NOT NULL,
  issue_id   uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  key        text NOT NULL,
  value      text NOT NULL,
  day        date NOT NULL,
  shard      smallint NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (issue_id, key, value, day, shard)
) WITH (fillfactor = 70);
CREATE INDEX tag_rollups_project ON tag_rollups (project_id, key, day);

CREATE TABLE tag_keys (
  project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  key        text NOT NULL,
  PRIMARY KEY (project_id, key)
);

CREATE TABLE tag_values (
  project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  key        text NOT NULL,
  value      text NOT NULL,
  PRIMARY KEY (project_id, key, value)
);

-- Who was affected, as a keyed hash: enough to count each person once, nothing to read back. Pruned by age;
-- issues.user_count stays.
CREATE TABLE issue_users (
  issue_id  uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  user_hash uuid NOT NULL,
  seen_on   date NOT NULL,
  PRIMARY KEY (issue_id, user_hash)
);
CREATE INDEX issue_users_seen ON issue_users USING brin (seen_on);

CREATE TABLE releases (
  project_id  uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  release     text NOT NULL,
  first_event timestamptz NOT NULL,
  last_event  timestamptz NOT NULL,
  PRIMARY KEY (project_id, release)
);

-- What became of events, per hour: accepted, limited, sampled, invalid, deduplicated, discarded, dead, dropped,
-- lost. No reference to projects: what happens to events of a deleted project is an outcome too.
CREATE TABLE outcomes (
  project_id uuid NOT NULL,
  bucket     timestamptz NOT NULL,
  outcome    text NOT NULL,
  reason     text NOT NULL DEFAULT '',
  shard      smallint NOT NULL,
  count      bigint NOT NULL,
  PRIMARY KEY (project_id, bucket, outcome, reason, shard)
) WITH (fillfactor = 70);
