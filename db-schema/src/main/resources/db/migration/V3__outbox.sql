-- Messages that a transaction has decided and that one relay publishes after it: written with the row
-- they speak of, deleted after Kafka's ack. version: the row's, so that consumers can ignore what is older.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic      text NOT NULL,
  key        text NOT NULL,
  version    bigint NOT NULL,
  payload    jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
