-- What gateways report counts by category (error, session, …); everything of the writer's own is about errors.
ALTER TABLE outcomes ADD COLUMN category text NOT NULL DEFAULT 'error';
ALTER TABLE outcomes DROP CONSTRAINT outcomes_pkey;
ALTER TABLE outcomes ADD PRIMARY KEY (project_id, bucket, outcome, reason, category, shard);

-- Reports that were counted: the same one delivered again is not counted again.
CREATE TABLE outcome_reports (
  instance    uuid NOT NULL,
  sequence    bigint NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (instance, sequence)
);
CREATE INDEX outcome_reports_received ON outcome_reports USING brin (received_at);
