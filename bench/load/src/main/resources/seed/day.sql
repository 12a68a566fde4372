-- The events of one day. Reads seed.day (the date), seed.number (0 is the first day), seed.events (of a day),
-- seed.shard (-1: tags are folded, as those of days that are over are) and seed.partition_name. Hours are busiest around
-- noon; an issue that is not born yet leaves its place to an old one.
SELECT setseed(1.0 / (2 + current_setting('seed.number')::int));

CREATE TEMP TABLE drawn ON COMMIT DROP AS
SELECT gen_random_uuid() AS id,
       CASE WHEN i.born <= current_setting('seed.number')::int THEN i.n ELSE i.n % 2000 END AS issue,
       d.received_at, d.who, d.a, d.b
FROM (SELECT floor(current_setting('seed.issues')::int * power(random(), 4))::int AS n,
             current_setting('seed.day')::date::timestamp AT TIME ZONE 'UTC'
               + (random() + random()) / 2 * least(interval '1 day', now()
                   - current_setting('seed.day')::date::timestamp AT TIME ZONE 'UTC') AS received_at,
             floor(50000 * power(random(), 2))::int AS who, random() AS a, random() AS b
      FROM generate_series(1, current_setting('seed.events')::int)) d
JOIN seed.issues i USING (n);

INSERT INTO event_ids (project_id, event_id, received_at)
SELECT p.id, d.id, d.received_at FROM drawn d
JOIN seed.issues i ON i.n = d.issue JOIN seed.projects p ON p.n = i.project;

INSERT INTO issue_users (issue_id, user_hash, seen_on)
SELECT DISTINCT i.id, md5(d.who::text)::uuid, current_setting('seed.day')::date
FROM drawn d JOIN seed.issues i ON i.n = d.issue
ON CONFLICT DO NOTHING;

CREATE TEMP TABLE stored ON COMMIT DROP AS
SELECT d.id, p.id AS project_id, i.id AS issue_id, i.level,
       i.title || ' (request ' || left(d.id::text, 8) || ', try ' || (d.b * 5)::int || ')' AS message,
       i.title, i.culprit, x.fingerprint,
       (ARRAY['production', 'production', 'production', 'staging', 'test'])[1 + floor(d.a * 5)::int] AS environment,
       'shop@2.' || current_setting('seed.number')::int / 3 || '.' || (d.b * 2)::int AS release,
       jsonb_build_object(
         'browser', (ARRAY['Chrome 141', 'Chrome 140', 'Safari 26', 'Firefox 144', 'Edge 141'])
           [1 + floor(power(d.a, 2) * 5)::int],
         'os', (ARRAY['Windows 11', 'Android 16', 'iOS 26', 'macOS 26', 'Linux'])[1 + floor(power(d.b, 2) * 5)::int],
         'server_name', 'web-' || floor(d.a * 12)::int,
         'customer', 'c-' || d.who % 400,
         'region', (ARRAY['eu', 'us', 'ap'])[1 + floor(d.b * 3)::int]) AS tags,
       d.received_at, d.who
FROM drawn d
JOIN seed.issues i ON i.n = d.issue JOIN seed.projects p ON p.n = i.project JOIN issues x ON x.id = i.id;

DO $$ BEGIN EXECUTE format($f$
INSERT INTO %s (id, project_id, issue_id, level, message, title, culprit, fingerprint, platform, environment,
                release, tags, sdk_name, sdk_version, timestamp, received_at, payload_codec, payload)
SELECT id, project_id, issue_id, level, message, title, culprit, fingerprint, 'java', environment, release, tags,
       'sentry.java', '8.0.0', received_at, received_at, 0,
       convert_to(jsonb_build_object(
         'message', message, 'level', level, 'tags', tags, 'user', jsonb_build_object('id', who),
         'exception', jsonb_build_object('values', jsonb_build_array(jsonb_build_object(
           'type', split_part(title, ':', 1), 'value', message, 'stacktrace', jsonb_build_object('frames',
             (SELECT jsonb_agg(jsonb_build_object('filename', 'Step' || f || '.java', 'function', 'step' || f,
                'module', culprit, 'lineno', f * 7, 'in_app', f %% 3 = 0)) FROM generate_series(1, 8) f)))))
       )::text, 'UTF8')
FROM stored ORDER BY received_at $f$, current_setting('seed.partition_name')); END $$;

INSERT INTO event_rollups_hour (project_id, bucket, level, environment, shard, count)
SELECT project_id, date_trunc('hour', received_at, 'UTC'), level, environment, -1, count(*)
FROM stored GROUP BY 1, 2, 3, 4;

-- As the writer's job leaves them: hours are folded two hours after they began, or later.
CREATE TEMP TABLE hours ON COMMIT DROP AS
SELECT issue_id, date_trunc('hour', received_at, 'UTC') AS bucket, project_id, count(*) AS count,
       date_trunc('hour', received_at, 'UTC') < date_trunc('hour', now() - interval '2 hours', 'UTC') AS folded
FROM stored GROUP BY 1, 2, 3;

INSERT INTO issue_rollups_folded (issue_id, bucket, project_id, count)
SELECT issue_id, bucket, project_id, count FROM hours WHERE folded;

INSERT INTO issue_rollups_hour (issue_id, bucket, project_id, count, shard)
SELECT issue_id, bucket, project_id, count, 0 FROM hours WHERE NOT folded;

INSERT INTO issue_rollups_day (issue_id, day, project_id, count)
SELECT issue_id, current_setting('seed.day')::date, project_id, sum(count) FROM hours WHERE folded GROUP BY 1, 3;

INSERT INTO tag_rollups (project_id, issue_id, key, value, day, shard, count)
SELECT project_id, issue_id, t.key, t.value, current_setting('seed.day')::date,
       CASE WHEN current_setting('seed.shard')::int < 0 THEN -1 ELSE -2 END, count(*)
FROM stored CROSS JOIN LATERAL (
  SELECT key, value FROM jsonb_each_text(tags)
  UNION ALL VALUES ('level', level), ('environment', environment), ('release', release)) t
GROUP BY 1, 2, 3, 4;

INSERT INTO tag_rollups_day (project_id, key, day, value, count)
SELECT project_id, key, day, value, sum(count) FROM tag_rollups
WHERE day = current_setting('seed.day')::date AND shard = -1 GROUP BY 1, 2, 3, 4;

INSERT INTO project_tag_rollups (project_id, key, day, value, shard, count)
SELECT project_id, key, day, value, 0, sum(count) FROM tag_rollups
WHERE day = current_setting('seed.day')::date AND shard < -1 GROUP BY 1, 2, 3, 4;

INSERT INTO seed.totals (issue_id, events, first_seen, last_seen)
SELECT issue_id, count(*), min(received_at), max(received_at) FROM stored GROUP BY 1;
