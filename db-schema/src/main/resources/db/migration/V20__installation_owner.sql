-- The first user owns the installation; exactly one does.
ALTER TABLE users ADD COLUMN installation_owner boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX users_installation_owner ON users (installation_owner) WHERE installation_owner;
