-- Events by words, with their price: taking the words of an event costs as much as reading dozens of rows. The
-- planner knows it by the function's COST and so walks the newest events for a common word and asks the index
-- for a rare one. plpgsql, as SQL would be inlined and the price forgotten.
CREATE FUNCTION event_words(title text, culprit text, message text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
BEGIN
  RETURN to_tsvector('pg_catalog.simple'::regconfig, title || ' ' || culprit || ' ' || left(message, 2000));
END $$;

DROP INDEX events_search;
CREATE INDEX events_search ON events USING gin (event_words(title, culprit, message), tags jsonb_path_ops)
WITH (gin_pending_list_limit = 1024);

-- A project's newest events, in the order in which they are listed.
CREATE INDEX events_project_time ON events (project_id, received_at DESC, id DESC);

-- How common words are is known of an index's expression once it has been analysed.
ANALYZE events;
