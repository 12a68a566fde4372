-- The project is in the search index too: what other projects said with the same words or tags is not even fetched.
-- btree_gin comes with PostgreSQL and is trusted: a database's owner may make it.
CREATE EXTENSION IF NOT EXISTS btree_gin;

DROP INDEX events_search;
CREATE INDEX events_search ON events
USING gin (project_id, event_words(title, culprit, message), tags jsonb_path_ops)
WITH (gin_pending_list_limit = 1024);

-- How common words are is known of an index's expression once it has been analysed.
ANALYZE events;
