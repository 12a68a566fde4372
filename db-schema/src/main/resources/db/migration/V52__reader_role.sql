-- What a service that only reads may read (MESHER_DATABASE_READER_ROLE). Made here where the migrating user may make
-- roles, by an administrator elsewhere (docs/operations/install.md); roles belong to the whole server.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mesher_reader') THEN
    CREATE ROLE mesher_reader NOLOGIN;
  END IF;
  EXECUTE format('GRANT mesher_reader TO %I', current_user);
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE NOTICE 'role mesher_reader is left to an administrator: %', SQLERRM;
  WHEN duplicate_object OR unique_violation THEN
    RAISE NOTICE 'role mesher_reader is being made by somebody else: %', SQLERRM;
END $$;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mesher_reader') THEN
    GRANT SELECT ON sessions, api_tokens, org_memberships, projects, api_keys, issues TO mesher_reader;
  END IF;
END $$;
