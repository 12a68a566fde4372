-- What the days add up to.
UPDATE issues i SET event_count = t.events, first_seen = t.first_seen, last_seen = t.last_seen,
  user_count = (SELECT count(*) FROM issue_users u WHERE u.issue_id = i.id)
FROM (SELECT issue_id, sum(events) AS events, min(first_seen) AS first_seen, max(last_seen) AS last_seen
      FROM seed.totals GROUP BY 1) t
WHERE i.id = t.issue_id;

INSERT INTO tag_keys (project_id, key)
SELECT DISTINCT project_id, key FROM tag_rollups WHERE key IN ('customer', 'region') ON CONFLICT DO NOTHING;

INSERT INTO tag_values (project_id, key, value)
SELECT DISTINCT project_id, key, value FROM tag_rollups ON CONFLICT DO NOTHING;

INSERT INTO releases (project_id, release, first_event, last_event)
SELECT project_id, value, min(day), max(day) + 1 FROM tag_rollups WHERE key = 'release' GROUP BY 1, 2
ON CONFLICT DO NOTHING;

-- As the writer's job folds them: an issue's tags of all days, today's apart; a day after the other, issue by issue.
WITH moved AS (
  DELETE FROM tag_rollups WHERE shard = -1
  RETURNING project_id, issue_id, key, value, day, count)
INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)
SELECT project_id, issue_id, key, value, DATE '-infinity', -1, sum(count) FROM moved
GROUP BY project_id, issue_id, key, value ORDER BY min(day), issue_id, key, value;
