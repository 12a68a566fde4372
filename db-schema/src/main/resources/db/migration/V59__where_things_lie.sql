-- An issue that is busy gets a new version with every batch. With room beside it that stays on the issue's page, where
-- it takes the place of older ones; without, a few busy issues spread over all pages, and what is counted of quiet ones
-- can't be read from indexes alone. Pages that are full already are left as they are.
ALTER TABLE issues SET (fillfactor = 70);

-- An issue's unfolded hours are found by the issue. By the hour alone, those of all projects were read for each of the
-- issues that are asked for, as nobody's statistics know how many are waiting to be folded.
CREATE INDEX issue_rollups_hour_parts_of_issues ON issue_rollups_hour (project_id, issue_id, bucket) WHERE shard >= 0;
DROP INDEX issue_rollups_hour_parts;

-- Issues of a tag's value, an environment or a release: which of a project's issues have it stands in one place of this
-- index. By the issue, each issue of a project was looked up where its tags are, all over a large table: seconds when
-- that is not in memory and few have the value.
CREATE INDEX tag_rollups_values ON tag_rollups (project_id, key, value, issue_id);

-- A value that most issues have is found by looking through the newest of them; that it is one is known by this.
CREATE STATISTICS tag_rollups_common_values (mcv) ON project_id, key, value FROM tag_rollups;
