-- A project without an organisation is deleted: nobody sees it, and what it holds is being removed in steps, as
-- deleting it at once would take minutes.
ALTER TABLE projects ALTER COLUMN org_id DROP NOT NULL;

-- Whose issues lose their assignee with a membership.
CREATE INDEX issues_assigned ON issues (assigned_to, project_id) WHERE assigned_to IS NOT NULL;
