-- Searching events by words and by tag: one index over both, as each index costs every insert. Long messages
-- are searched in their first 2,000 characters. The pending list is short, as every search reads it.
-- 'simple': messages are no prose of one language.
CREATE INDEX events_search ON events USING gin (
  to_tsvector('simple'::regconfig, title || ' ' || culprit || ' ' || left(message, 2000)),
  tags jsonb_path_ops
) WITH (gin_pending_list_limit = 1024);

CREATE INDEX issues_search ON issues USING gin (to_tsvector('simple'::regconfig, title || ' ' || culprit));
