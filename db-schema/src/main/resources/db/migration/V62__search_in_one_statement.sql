-- A search among a project's events is one statement: it took four to eighteen, each of which waited for the answer
-- to the one before (ADR 30). Times are [since, until).

-- What a search shows; the tags only of one for a tag.
CREATE TYPE found_event AS (
  id uuid, issue_id uuid, level text, message text, tags jsonb, received_at timestamptz);

-- Where an event is, to the search index: in its project, known by the first letters of its id, in an hour and in a
-- minute of the day (UTC). It is the index's own expression, which PostgreSQL puts in its place.
CREATE FUNCTION event_places(project_id uuid, received_at timestamptz) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[
  left(project_id::text, 8),
  left(project_id::text, 8) || ' ' || (extract(hour FROM received_at AT TIME ZONE 'UTC')::int)::text,
  left(project_id::text, 8) || ' ' || (extract(hour FROM received_at AT TIME ZONE 'UTC')::int)::text
    || ':' || (extract(minute FROM received_at AT TIME ZONE 'UTC')::int)::text];

-- Where all of a project's events of a time are, and not many others: in at most 20 minutes or 8 hours, each of which
-- is looked for apart, or in the project.
CREATE FUNCTION search_places(project uuid, since timestamptz, until timestamptz) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  name CONSTANT text := left(project::text, 8);
  minute CONSTANT timestamptz := date_trunc('minute', since, 'UTC');
  hour CONSTANT timestamptz := date_trunc('hour', since, 'UTC');
  last CONSTANT timestamptz := until - interval '1 microsecond';
BEGIN
  IF last < minute + interval '20 minutes' THEN
    RETURN ARRAY(
      SELECT name || ' ' || extract(hour FROM m AT TIME ZONE 'UTC') || ':' || extract(minute FROM m AT TIME ZONE 'UTC')
      FROM generate_series(minute, last, interval '1 minute') AS m);
  ELSIF last < hour + interval '8 hours' THEN
    RETURN ARRAY(
      SELECT name || ' ' || extract(hour FROM h AT TIME ZONE 'UTC')
      FROM generate_series(hour, last, interval '1 hour') AS h);
  END IF;
  RETURN ARRAY[name];
END $$;

-- The newest events that match and come before one (before, before_id), newest first, through the search index alone:
-- of one part of the time after the other, from the end. No part fetches more than two pages that match, wherever they
-- lie on the disk, and one more.
--
-- sought or tag is NULL; so many matched (met) in a part so long before the first (part).
CREATE FUNCTION search_index(
  project uuid, sought tsquery, tag jsonb, since timestamptz, before timestamptz, before_id uuid, part interval, met int,
  most int)
RETURNS SETOF found_event
LANGUAGE plpgsql STABLE
-- Nothing else has what is sought, and an index of times would list all of the day: entries are dear, so that it isn't
-- joined. To plan 30 days for the values takes longer than to find what there is.
-- What calls it has switched bitmaps off, which would hold here, too.
SET enable_seqscan = off SET enable_indexscan = off SET enable_bitmapscan = on SET cpu_index_tuple_cost = 1
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  -- How many times as long as the part after it a part may be: so much longer a one hardly holds more than are fetched,
  -- and one without a match takes less than a millisecond.
  stride CONSTANT int := 4;
  fetched CONSTANT int := greatest(50, 2 * most);
  -- Of phrases the words, each anywhere: the index doesn't know where they stand, and weighs them in half of the time.
  -- Not of what is unwanted or alternative.
  anywhere CONSTANT tsquery := CASE
    WHEN sought::text ~ '[!|]' THEN sought
    ELSE regexp_replace(sought::text, '<(-|\d+)>', '&', 'g')::tsquery END;
  -- So short a time is fetched whole.
  short CONSTANT interval := '1 second';
  -- What is found already is from here on.
  reached timestamptz := before + interval '1 microsecond';
  missing int := most;
  -- Of a time that has more than are fetched: where it begins, and how long its beginning holds a page.
  floor timestamptz;
  thick interval;
  start timestamptz;
  places text[];
  found_events found_event[];
BEGIN
  WHILE missing > 0 AND reached > since LOOP
    part := CASE
      -- What should hold a page, if they all lie as thick; it was in vain where there are too many again.
      WHEN met > fetched THEN least(part / 2, thick)
      WHEN met = 0 AND floor IS NOT NULL THEN (reached - floor) / 2
      -- What should hold those that are missing, and half as many more.
      ELSE part * least(stride, 1 + missing * 3 / greatest(1, 2 * met)) END;
    start := greatest(coalesce(floor, since), reached - part);
    IF met <= fetched AND reached - floor <= 2 * thick THEN
      start := floor;
    -- Days have their tables: of more than an hour, all but the last are whole.
    ELSIF floor IS NULL AND part > interval '1 hour'
      AND start < date_trunc('day', reached - interval '1 microsecond', 'UTC') THEN
      start := greatest(since, date_trunc('day', start, 'UTC'));
    END IF;
    part := reached - start;
    places := search_places(project, start, reached);

    IF tag IS NULL THEN
      SELECT array_agg(f) INTO found_events FROM (
        SELECT e.id, e.issue_id, e.level, e.message, NULL::jsonb, e.received_at FROM events e
        WHERE event_words(e.title, e.culprit, e.message) @@ (SELECT anywhere)
          AND (anywhere = sought OR ts_match_vq(event_words(e.title, e.culprit, e.message), sought))
          AND event_places(e.project_id, e.received_at) && (SELECT places)
          AND e.received_at >= start AND e.received_at < reached
          AND (e.received_at, e.id) < (before, before_id) AND e.project_id::text = project::text
        LIMIT CASE WHEN part > short THEN fetched + 1 END) AS f;
    ELSE
      SELECT array_agg(f) INTO found_events FROM (
        SELECT e.id, e.issue_id, e.level, e.message, e.tags, e.received_at FROM events e
        WHERE e.tags @> (SELECT tag)
          AND event_places(e.project_id, e.received_at) && (SELECT places)
          AND e.received_at >= start AND e.received_at < reached
          AND (e.received_at, e.id) < (before, before_id) AND e.project_id::text = project::text
        LIMIT CASE WHEN part > short THEN fetched + 1 END) AS f;
    END IF;

    met := coalesce(cardinality(found_events), 0);
    IF met > fetched AND part > short THEN
      -- Those that were found are its oldest, or nearly.
      thick := greatest(short / 2, (found_events[1].received_at - start) / met * (most + most / 2));
      floor := start;
    ELSE
      RETURN QUERY SELECT * FROM unnest(found_events) AS e ORDER BY e.received_at DESC, e.id DESC LIMIT missing;
      missing := missing - met;
      reached := start;
    END IF;
  END LOOP;
END $$;

-- The newest events that match, newest first. What is common is among the newest of all, so those are walked first;
-- what is not is asked of the index. No part of it looks at more than the 250 newest, or at two pages that match and
-- others of their minutes, however many there are.
--
-- words (as websearch_to_tsquery takes them) or tag is NULL; needed are patterns that all texts with the words are like.
CREATE FUNCTION search_events(
  project uuid, words text, tag jsonb, needed text[], since timestamptz, until timestamptz, most int)
RETURNS SETOF found_event
LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  walked CONSTANT int := 250;
  day CONSTANT timestamptz := greatest(since, until - interval '1 day');
  sought CONSTANT tsquery := websearch_to_tsquery('simple', words);
  met int;
  newest record;
BEGIN
  IF tag IS NULL AND numnode(sought) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT e.id, e.issue_id, e.level, e.message, CASE WHEN tag IS NOT NULL THEN e.tags END, e.received_at FROM (
      SELECT id, issue_id, level, title, culprit, message, tags, received_at FROM events
      WHERE project_id = project AND received_at >= day AND received_at < until
      ORDER BY received_at DESC, id DESC LIMIT walked) AS e
    WHERE CASE WHEN tag IS NOT NULL THEN e.tags @> tag
      -- To look for a text is far quicker than to take one to words.
      ELSE lower(e.title || ' ' || e.culprit || ' ' || e.message) LIKE ALL (needed)
        AND event_words(e.title, e.culprit, e.message) @@ sought END
    ORDER BY e.received_at DESC, e.id DESC LIMIT most;
  GET DIAGNOSTICS met = ROW_COUNT;
  IF met >= most THEN
    RETURN;
  END IF;

  SELECT count(*) AS many, min(n.received_at) AS since, (array_agg(n.id))[walked] AS id INTO newest FROM (
    SELECT received_at, id FROM events
    WHERE project_id = project AND received_at >= day AND received_at < until
    ORDER BY received_at DESC, id DESC LIMIT walked) AS n;
  IF newest.many < walked THEN
    IF day = since THEN
      RETURN;
    END IF;
    newest.since := day;
    newest.id := '00000000-0000-0000-0000-000000000000';
  END IF;
  RETURN QUERY SELECT * FROM search_index(
    project, sought, tag, since, newest.since, newest.id, greatest(until - newest.since, interval '15 seconds'), met, most - met);
END $$;
