-- Rules, what they told, and how it was delivered. Names of alert_rules and alerts are the original Mesher's.

-- evaluated_at: when a rule that is judged by roll-ups was last claimed. secret_version: raised when the signing
-- secret, which is derived and not kept, is replaced. failing_since, target_disabled_at: of the action's target.
CREATE TABLE alert_rules (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project_id         uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  name               text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  condition_json     jsonb NOT NULL,
  action_json        jsonb NOT NULL DEFAULT '{"type": "websocket"}',
  enabled            boolean NOT NULL DEFAULT true,
  cooldown_minutes   int NOT NULL DEFAULT 60 CHECK (cooldown_minutes BETWEEN 0 AND 43200),
  last_fired_at      timestamptz,
  created_at         timestamptz NOT NULL DEFAULT now(),
  evaluated_at       timestamptz NOT NULL DEFAULT now(),
  secret_version     int NOT NULL DEFAULT 1,
  failing_since      timestamptz,
  target_disabled_at timestamptz,
  target_error       text
) WITH (fillfactor = 70);
CREATE INDEX alert_rules_project ON alert_rules (project_id);
CREATE INDEX alert_rules_due ON alert_rules (evaluated_at)
  WHERE enabled AND condition_json->>'condition_type' IN ('threshold', 'spike', 'users_affected');

-- cause: what it fired for, once. details: of the message, as {"issues": [{"id", "title"}], "count"}.
-- false_since: since when the condition of an open alert does not hold any more.
CREATE TABLE alerts (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  rule_id            uuid NOT NULL REFERENCES alert_rules ON DELETE CASCADE,
  project_id         uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
  status             text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'acknowledged', 'resolved')),
  message            text NOT NULL,
  condition_snapshot jsonb NOT NULL,
  triggered_at       timestamptz NOT NULL DEFAULT now(),
  acknowledged_at    timestamptz,
  resolved_at        timestamptz,
  cause              text NOT NULL CHECK (length(cause) BETWEEN 1 AND 200),
  details            jsonb NOT NULL DEFAULT '{}',
  false_since        timestamptz,
  UNIQUE (rule_id, cause)
);
CREATE INDEX alerts_project ON alerts (project_id, triggered_at DESC, id DESC);
CREATE INDEX alerts_rule ON alerts (rule_id, triggered_at DESC);
CREATE INDEX alerts_resolved ON alerts (resolved_at) WHERE status = 'resolved';

-- Every transition of an issue that a rule has judged, so that the same one delivered again is none.
-- told: false while it waits for the end of a cooldown, to be told in a digest.
CREATE TABLE alert_causes (
  rule_id  uuid NOT NULL REFERENCES alert_rules ON DELETE CASCADE,
  cause    text NOT NULL,
  issue_id uuid NOT NULL,
  title    text NOT NULL,
  seen_at  timestamptz NOT NULL DEFAULT now(),
  told     boolean NOT NULL,
  PRIMARY KEY (rule_id, cause)
);
CREATE INDEX alert_causes_waiting ON alert_causes (rule_id, seen_at) WHERE NOT told;
CREATE INDEX alert_causes_seen ON alert_causes USING brin (seen_at);

-- One message to one target. next_attempt_at: while an attempt runs, when it counts as lost.
CREATE TABLE deliveries (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  alert_id        uuid NOT NULL REFERENCES alerts ON DELETE CASCADE,
  rule_id         uuid NOT NULL REFERENCES alert_rules ON DELETE CASCADE,
  channel         text NOT NULL CHECK (channel IN ('websocket', 'webhook', 'slack', 'email')),
  action_json     jsonb NOT NULL,
  status          text NOT NULL DEFAULT 'pending'
                  CHECK (status IN ('pending', 'delivered', 'failed', 'abandoned')),
  attempts        int NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT now(),
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  finished_at     timestamptz
) WITH (fillfactor = 70);
CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE status = 'pending';
CREATE INDEX deliveries_alert ON deliveries (alert_id);
CREATE INDEX deliveries_rule ON deliveries (rule_id, created_at DESC, id DESC);

-- status_code: of an HTTP answer. detail: what the target or the network said, cut.
CREATE TABLE delivery_attempts (
  delivery_id uuid NOT NULL REFERENCES deliveries ON DELETE CASCADE,
  attempt     int NOT NULL,
  started_at  timestamptz NOT NULL,
  duration_ms int NOT NULL,
  succeeded   boolean NOT NULL,
  status_code int,
  detail      text NOT NULL DEFAULT '' CHECK (length(detail) <= 500),
  PRIMARY KEY (delivery_id, attempt)
);
