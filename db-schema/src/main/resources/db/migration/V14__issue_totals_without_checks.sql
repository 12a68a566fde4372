-- What an issue has by the thousand was checked row by row against its issue, which cost more than writing it.
-- The writer holds the issue's row lock while it adds to these tables, so the check could never fail; what the
-- key did besides, removing the rest with the issue, stays: as one statement for all issues of a deletion.

ALTER TABLE tag_rollups DROP CONSTRAINT tag_rollups_issue_id_fkey;
ALTER TABLE issue_users DROP CONSTRAINT issue_users_issue_id_fkey;
ALTER TABLE issue_rollups_hour DROP CONSTRAINT issue_rollups_hour_issue_id_fkey;

CREATE FUNCTION remove_totals_of_issues() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM tag_rollups t USING gone g WHERE t.issue_id = g.id;
  DELETE FROM issue_users u USING gone g WHERE u.issue_id = g.id;
  DELETE FROM issue_rollups_hour r USING gone g WHERE r.issue_id = g.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER issues_removed AFTER DELETE ON issues
REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION remove_totals_of_issues();
