-- Parts of an hour are asked of the search index alone: where a project has events by the thousand a minute, those of
-- an hour are too many to be judged one by one, and an index of times would list all of them. A project is known by
-- eight letters of its id: they make entries short, and what another project shares them with is judged again.
-- Lists of entries that wait to be sorted in are shorter: every search reads them from end to end.
DROP INDEX events_search;
CREATE INDEX events_search ON events USING gin (
  (ARRAY[
    left(project_id::text, 8),
    left(project_id::text, 8) || ' ' || (extract(hour FROM received_at AT TIME ZONE 'UTC')::int)::text,
    left(project_id::text, 8) || ' ' || (extract(hour FROM received_at AT TIME ZONE 'UTC')::int)::text
      || ':' || (extract(minute FROM received_at AT TIME ZONE 'UTC')::int)::text]),
  event_words(title, culprit, message),
  tags jsonb_path_ops
) WITH (gin_pending_list_limit = 256);
