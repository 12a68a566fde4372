-- Who is invited; token: the lower-case hex SHA-256 of what the link holds. One open invitation an address and
-- organisation: a new one takes its place.
CREATE TABLE invitations (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  org_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  email      text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  role       text NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
  token      text NOT NULL UNIQUE CHECK (token ~ '^[0-9a-f]{64}$'),
  invited_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days'
);
CREATE UNIQUE INDEX invitations_address ON invitations (org_id, lower(email));

-- Who may set a new password without the old one; one a user, for an hour.
CREATE TABLE password_resets (
  user_id    uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  token      text NOT NULL UNIQUE CHECK (token ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '1 hour'
);
