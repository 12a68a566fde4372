-- Who changed what of an issue, and when. actor_id: null when Mesher did. data: what the kind needs,
-- as {"assigned_to": …} or {"text": …}.
CREATE TABLE issue_activity (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  issue_id   uuid NOT NULL REFERENCES issues ON DELETE CASCADE,
  actor_id   uuid REFERENCES users ON DELETE SET NULL,
  kind       text NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  data       jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX issue_activity_issue ON issue_activity (issue_id, created_at DESC, id DESC);

-- Tombstones whose events are still to be removed.
CREATE INDEX issues_deleted ON issues (deleted_at) WHERE deleted_at IS NOT NULL;
-- Lists and counts of one status.
CREATE INDEX issues_status ON issues (project_id, status, last_seen DESC, id DESC) WHERE deleted_at IS NULL;

-- Projects that are gone, but whose events are still to be removed: events know no foreign key.
CREATE TABLE deleted_projects (
  project_id uuid PRIMARY KEY,
  deleted_at timestamptz NOT NULL DEFAULT now()
);

-- Raised by every change, as sockets drop those whose membership ends.
ALTER TABLE org_memberships ADD COLUMN version bigint NOT NULL DEFAULT 1;
