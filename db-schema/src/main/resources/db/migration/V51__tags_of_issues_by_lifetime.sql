-- What is folded of an issue's tags is of all days (day: -infinity): a page of an issue that has been busy for
-- weeks added up thousands of rows. By the day they are kept of the whole project (tag_rollups_day).
WITH moved AS (
  DELETE FROM tag_rollups WHERE shard < 0
  RETURNING project_id, issue_id, key, value, count)
INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)
SELECT project_id, issue_id, key, value, DATE '-infinity', -1, sum(count) FROM moved
GROUP BY project_id, issue_id, key, value;

-- The days of one issue are added up from the index alone.
ALTER TABLE issue_rollups_day
  DROP CONSTRAINT issue_rollups_day_pkey,
  ADD PRIMARY KEY (issue_id, day) INCLUDE (count);

ANALYZE tag_rollups, issue_rollups_day;
