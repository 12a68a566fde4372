-- Failed sign-ins and registrations in the current window. subject: what is counted, as 'account:' and a hash, or
-- 'address:' and an IP address.
CREATE TABLE sign_in_attempts (
  subject        text PRIMARY KEY CHECK (length(subject) BETWEEN 1 AND 200),
  attempts       int NOT NULL,
  window_started timestamptz NOT NULL
);
CREATE INDEX sign_in_attempts_window ON sign_in_attempts (window_started);
