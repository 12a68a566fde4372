-- 200 alert rules with 20,000 alerts and what was delivered of them, 600 tokens, 200 invitations. Reads seed.org.
-- Rules are off: what fires must be what the measured events set off.
INSERT INTO alert_rules (project_id, name, condition_json, enabled)
SELECT p.id, 'Rule ' || r, '{"condition_type": "new_issue"}', false
FROM seed.projects p, generate_series(1, 10) AS r;

INSERT INTO alerts (rule_id, project_id, status, message, condition_snapshot, triggered_at, acknowledged_at,
                    resolved_at, cause)
SELECT r.id, r.project_id, (ARRAY['active', 'acknowledged', 'resolved'])[1 + n % 3], 'New issue: TimeoutError',
       r.condition_json, at, CASE WHEN n % 3 > 0 THEN at END, CASE WHEN n % 3 = 2 THEN at END, 'seed-' || n
FROM alert_rules r, generate_series(1, 100) AS n, LATERAL (SELECT now() - n * interval '7 hours' AS at) t
WHERE r.project_id IN (SELECT id FROM seed.projects);

INSERT INTO deliveries (alert_id, rule_id, channel, action_json, status, attempts, created_at, finished_at)
SELECT a.id, a.rule_id, 'webhook', '{"type": "webhook", "url": "https://hooks.seed.example/"}', 'delivered', 1,
       a.triggered_at, a.triggered_at
FROM alerts a, generate_series(1, 2) WHERE a.cause LIKE 'seed-%';

INSERT INTO delivery_attempts (delivery_id, attempt, started_at, duration_ms, succeeded, status_code)
SELECT id, 1, created_at, 80, true, 200 FROM deliveries;

INSERT INTO api_tokens (token, user_id, label)
SELECT encode(sha256(u.id::text::bytea || n::text::bytea), 'hex'), u.id, 'Token ' || n
FROM users u, generate_series(1, 20) AS n WHERE u.email LIKE '%@seed.example';

INSERT INTO invitations (org_id, email, role, token)
SELECT current_setting('seed.org')::uuid, 'invited' || n || '@seed.example', 'member',
       encode(sha256(('invited' || n)::bytea), 'hex')
FROM generate_series(1, 200) AS n;
