-- What the issues of a project had in each hour is read for its top issues: of hours that are folded, from an index
-- alone. The writer's own counters, which change with every batch, are in an index without their count.
CREATE INDEX issue_rollups_hour_folded ON issue_rollups_hour (project_id, bucket) INCLUDE (issue_id, count)
WHERE shard < 0;
CREATE INDEX issue_rollups_hour_parts ON issue_rollups_hour (project_id, bucket) WHERE shard >= 0;
DROP INDEX issue_rollups_hour_project;

-- Days that are over are folded issue by issue, so that an issue's totals, which are read together, lie together.
DROP INDEX tag_rollups_of_issues_unfolded;
CREATE INDEX tag_rollups_of_issues_unfolded ON tag_rollups (issue_id, day) WHERE shard < -1;
