-- An organisation with 20 projects, 30 members and all issues. Reads seed.org, seed.issues and seed.days.
-- Sizes follow a power law, as in real life: the largest of the projects has a third of all issues.
SELECT setseed(0.5);

CREATE SCHEMA seed;

INSERT INTO users (email, password_hash, display_name)
SELECT 'member' || n || '@seed.example', 'none', 'Member ' || n FROM generate_series(1, 30) AS n;

INSERT INTO org_memberships (user_id, org_id)
SELECT id, current_setting('seed.org')::uuid FROM users WHERE email LIKE '%@seed.example';

CREATE TABLE seed.projects AS
SELECT n, gen_random_uuid() AS id FROM generate_series(0, 19) AS n;

INSERT INTO projects (id, org_id, name, slug, platform, rate_limit_events)
SELECT id, current_setting('seed.org')::uuid, 'Seed ' || n, 'seed-' || n, 'java', 10000000 FROM seed.projects;

INSERT INTO api_keys (project_id, key_value)
SELECT id, 'mshr_' || left(encode(sha256(id::text::bytea), 'hex'), 48) FROM seed.projects;

-- born: the day of the first event; the most frequent ones are old.
CREATE TABLE seed.issues AS
WITH vocabulary AS (
  SELECT ARRAY['TimeoutError', 'NullPointerException', 'TypeError', 'ValueError', 'IOException', 'SQLException',
               'IllegalStateException', 'KeyError', 'ConnectionResetError', 'ReferenceError', 'AssertionError',
               'JsonParseException', 'AccessDenied', 'OutOfMemoryError', 'RangeError', 'DeadlockDetected'] AS types,
         ARRAY['connection to', 'timeout of', 'no value for', 'failed to load', 'failed to write', 'unexpected end of',
               'cannot read property of', 'invalid response from', 'connection refused by', 'too many requests to',
               'lost lock on', 'unknown version of'] AS troubles,
         ARRAY['payment', 'order', 'cart', 'invoice', 'session', 'profile', 'inventory', 'shipping', 'search', 'price',
               'coupon', 'mail', 'report', 'export', 'import', 'webhook', 'image', 'catalogue', 'customer', 'address',
               'ledger', 'voucher', 'token', 'queue', 'cache', 'index', 'feed', 'device', 'sensor', 'account'] AS things,
         ARRAY['service', 'table', 'stream', 'client', 'handler', 'worker', 'store', 'view', 'page', 'gateway'] AS places)
SELECT n,
       gen_random_uuid() AS id,
       floor(20 * power(random(), 3))::int AS project,
       types[1 + floor(power(random(), 2) * 16)::int] || ': ' || troubles[1 + floor(power(random(), 2) * 12)::int]
         || ' ' || things[1 + floor(random() * 30)::int] || ' ' || places[1 + floor(random() * 10)::int] AS title,
       'com.shop.' || things[1 + floor(random() * 30)::int] || '.' || initcap(places[1 + floor(random() * 10)::int])
         || ' in step' || n % 97 AS culprit,
       (ARRAY['error', 'error', 'error', 'error', 'error', 'error', 'warning', 'warning', 'fatal', 'info'])
         [1 + floor(random() * 10)::int] AS level,
       (ARRAY['unresolved', 'unresolved', 'unresolved', 'unresolved', 'unresolved', 'unresolved', 'unresolved',
              'resolved', 'resolved', 'archived'])[1 + floor(random() * 10)::int] AS status,
       CASE WHEN n < 2000 THEN 0
            ELSE floor(random() * current_setting('seed.days')::int)::int END AS born
FROM vocabulary, generate_series(0, current_setting('seed.issues')::int - 1) AS n;
ALTER TABLE seed.issues ADD PRIMARY KEY (n);

INSERT INTO issues (id, project_id, fingerprint, title, culprit, level, platform, status, first_seen, last_seen,
                    assigned_to, grouping_version)
SELECT i.id, p.id, encode(sha256(i.id::text::bytea), 'hex'), i.title, i.culprit, i.level, 'java', i.status,
       now(), now(), u.id, 1
FROM seed.issues i
JOIN seed.projects p ON p.n = i.project
LEFT JOIN users u ON i.n % 4 = 0 AND u.email = 'member' || i.n % 30 + 1 || '@seed.example';

INSERT INTO group_hashes (project_id, hash, issue_id)
SELECT project_id, fingerprint, id FROM issues JOIN seed.issues USING (id);

INSERT INTO issue_activity (issue_id, kind, created_at)
SELECT id, 'resolved', now() - n % 30 * interval '1 day' FROM seed.issues CROSS JOIN generate_series(1, 3)
WHERE status = 'resolved';
CREATE TABLE seed.totals (issue_id uuid, events bigint, first_seen timestamptz, last_seen timestamptz);

ANALYZE projects, issues, users, seed.projects, seed.issues;
