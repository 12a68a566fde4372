-- The project is in the search index too, and the project in each hour: what other projects said with the same words
-- or tags, or this one at other hours, is not even fetched. As texts in an array, which needs no extension, and which
-- no other index has: the planner, who can't know that a word is rare in one project and common in all, or common in a
-- day and rare in its last hours, would look at all of a project's events, or at all of those hours, instead.
DROP INDEX events_search;
CREATE INDEX events_search ON events USING gin (
  (ARRAY[project_id::text, project_id::text || ' ' || (extract(hour FROM received_at AT TIME ZONE 'UTC')::int)::text]),
  event_words(title, culprit, message),
  tags jsonb_path_ops
) WITH (gin_pending_list_limit = 1024);
