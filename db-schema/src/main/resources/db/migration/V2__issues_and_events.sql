-- What happened. Every statement locks in one order: event ids, group hashes, issues by id, users and
-- tags, outbox, roll-ups by key.

-- deleted_at: a tombstone; its hashes are gone, so that a later event makes a new issue.
CREATE TABLE issues (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project_id       uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  fingerprint      text NOT NULL,
  title            text NOT NULL,
  culprit          text NOT NULL DEFAULT '',
  level            text NOT NULL CHECK (level IN ('fatal', 'error', 'warning', 'info', 'debug')),
  platform         text NOT NULL DEFAULT 'other',
  status           text NOT NULL DEFAULT 'unresolved'
                   CHECK (status IN ('unresolved', 'resolved', 'archived', 'discarded')),
  event_count      bigint NOT NULL DEFAULT 0,
  user_count       bigint NOT NULL DEFAULT 0,
  first_seen       timestamptz NOT NULL,
  last_seen        timestamptz NOT NULL,
  assigned_to      uuid REFERENCES users ON DELETE SET NULL,
  grouping_version int NOT NULL,
  resolved_at      timestamptz,
  regressed_at     timestamptz,
  deleted_at       timestamptz,
  version          bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX issues_fingerprint ON issues (project_id, fingerprint) WHERE deleted_at IS NULL;
CREATE INDEX issues_last_seen ON issues (project_id, last_seen DESC, id DESC) WHERE deleted_at IS NULL;

-- Whose insert of a hash wins names the issue, so the hash is written before its issue: the key is checked at
-- the commit.
CREATE TABLE group_hashes (
  project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  hash       text NOT NULL,
  issue_id   uuid NOT NULL REFERENCES issues ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (project_id, hash)
);
CREATE INDEX group_hashes_issue ON group_hashes (issue_id);

-- First sight of an event, over all days: a unique key on the partitioned table would have to contain
-- received_at and so would miss a client's resend.
CREATE TABLE event_ids (
  project_id  uuid NOT NULL,
  event_id    uuid NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, event_id)
);
CREATE INDEX event_ids_received ON event_ids USING brin (received_at);

-- Columns for what is searched, the whole scrubbed event compressed beside them (payload; payload_codec:
-- 0 JSON as it is, 1 zstd). timestamp: the client's clock; received_at: the gateway's.
CREATE TABLE events (
  id            uuid NOT NULL,
  project_id    uuid NOT NULL,
  issue_id      uuid NOT NULL,
  level         text NOT NULL,
  message       text NOT NULL,
  title         text NOT NULL,
  culprit       text NOT NULL,
  fingerprint   text NOT NULL,
  platform      text NOT NULL,
  environment   text,
  release       text,
  tags          jsonb NOT NULL DEFAULT '{}',
  sdk_name      text,
  sdk_version   text,
  timestamp     timestamptz NOT NULL,
  received_at   timestamptz NOT NULL,
  payload_codec smallint NOT NULL,
  payload       bytea NOT NULL,
  PRIMARY KEY (project_id, id, received_at)
) PARTITION BY RANGE (received_at);
ALTER TABLE events ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE INDEX events_issue ON events (issue_id, received_at DESC, id DESC);
