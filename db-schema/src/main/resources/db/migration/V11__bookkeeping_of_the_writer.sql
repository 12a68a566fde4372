-- What the writer keeps beside its totals, so that they are exact under redelivery, bounded and measured.

-- A key whose 1,000 values are reached: further ones count as 'other' without anybody waiting for a lock.
ALTER TABLE tag_keys ADD COLUMN is_full boolean NOT NULL DEFAULT false;

-- A client's resends that were counted: a redelivered one is not counted again. Pruned with event_ids.
CREATE TABLE event_resends (
  project_id  uuid NOT NULL,
  event_id    uuid NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, event_id, received_at)
);
CREATE INDEX event_resends_received ON event_resends USING brin (received_at);

-- Records that died, by where they were read: one that dies again by redelivery is counted once.
CREATE TABLE dead_letters (
  topic         text NOT NULL,
  partition     int NOT NULL,
  record_offset bigint NOT NULL,
  project_id    uuid,
  stage         text NOT NULL,
  reason        text NOT NULL,
  died_at       timestamptz NOT NULL,
  PRIMARY KEY (topic, partition, record_offset)
);
CREATE INDEX dead_letters_died ON dead_letters (died_at);

-- Gaps that were counted: what Kafka deleted before it was read.
CREATE TABLE lost_ranges (
  topic      text NOT NULL,
  partition  int NOT NULL,
  from_offset bigint NOT NULL,
  to_offset  bigint NOT NULL,
  noticed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition, from_offset)
);

-- Measured by a job from the tables of days.
CREATE TABLE project_storage (
  project_id  uuid PRIMARY KEY REFERENCES projects ON DELETE CASCADE,
  event_count bigint NOT NULL,
  bytes       bigint NOT NULL,
  measured_at timestamptz NOT NULL
);

-- When each background job last ran, and what it came to.
CREATE TABLE job_runs (
  job         text PRIMARY KEY,
  started_at  timestamptz NOT NULL,
  finished_at timestamptz,
  affected    bigint NOT NULL DEFAULT 0,
  failure     text
);
