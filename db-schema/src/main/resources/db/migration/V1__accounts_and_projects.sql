-- Who may see what. Table and column names are the original Mesher's; deviations are in docs/adr/.

CREATE TABLE organizations (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug       text NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]{1,49}$'),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email         text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  password_hash text NOT NULL,
  display_name  text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
  created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email ON users (lower(email));

CREATE TABLE org_memberships (
  id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  org_id    uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  role      text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member')),
  joined_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, org_id)
);
CREATE INDEX org_memberships_org ON org_memberships (org_id);

-- token: the lower-case hex SHA-256 of what the cookie holds; the cookie's value is never stored.
CREATE TABLE sessions (
  token      text PRIMARY KEY CHECK (token ~ '^[0-9a-f]{64}$'),
  user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days'
);
CREATE INDEX sessions_user ON sessions (user_id);

-- A token belongs to a user (personal) or to an organisation, never to both. Hashed like sessions.token.
CREATE TABLE api_tokens (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  token        text NOT NULL UNIQUE CHECK (token ~ '^[0-9a-f]{64}$'),
  user_id      uuid REFERENCES users ON DELETE CASCADE,
  org_id       uuid REFERENCES organizations ON DELETE CASCADE,
  label        text NOT NULL DEFAULT 'default' CHECK (length(label) BETWEEN 1 AND 100),
  scope        text NOT NULL DEFAULT 'read' CHECK (scope IN ('read', 'write', 'admin')),
  created_at   timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at   timestamptz,
  CHECK ((user_id IS NULL) <> (org_id IS NULL))
);

-- number: what a DSN carries, as SDKs accept digits only. version: raised by every change; caches keep the newest.
CREATE TABLE projects (
  id                        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  number                    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  org_id                    uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name                      text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug                      text NOT NULL CHECK (slug ~ '^[a-z][a-z0-9-]{1,49}$' AND slug <> 'v1'),
  platform                  text NOT NULL DEFAULT 'other' CHECK (length(platform) BETWEEN 1 AND 64),
  retention_days            int NOT NULL DEFAULT 90 CHECK (retention_days BETWEEN 1 AND 90),
  sample_rate               double precision NOT NULL DEFAULT 1.0 CHECK (sample_rate BETWEEN 0 AND 1),
  rate_limit_events         int NOT NULL DEFAULT 1000 CHECK (rate_limit_events BETWEEN 1 AND 10000000),
  rate_limit_window_seconds int NOT NULL DEFAULT 60 CHECK (rate_limit_window_seconds BETWEEN 1 AND 86400),
  allowed_origins           text[] NOT NULL DEFAULT '{*}',
  scrub_fields              text[] NOT NULL DEFAULT '{}',
  scrub_ip                  boolean NOT NULL DEFAULT false,
  version                   bigint NOT NULL DEFAULT 1,
  created_at                timestamptz NOT NULL DEFAULT now(),
  UNIQUE (org_id, slug)
);

CREATE TABLE api_keys (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project_id        uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  key_value         text NOT NULL UNIQUE CHECK (key_value ~ '^mshr_[0-9a-f]{48}$'),
  label             text NOT NULL DEFAULT 'default' CHECK (length(label) BETWEEN 1 AND 100),
  rate_limit_events int CHECK (rate_limit_events BETWEEN 1 AND 10000000),
  version           bigint NOT NULL DEFAULT 1,
  created_at        timestamptz NOT NULL DEFAULT now(),
  revoked_at        timestamptz
);
CREATE INDEX api_keys_project ON api_keys (project_id);
