-- As in V62, but that a part of the time is never longer than what is left of it: parts grow four-fold while nothing is
-- found, and before 4713 BC there is no time. Who asked for a time that ends in thousands of years got an error.

-- The newest events that match and come before one (before, before_id), newest first, through the search index alone:
-- of one part of the time after the other, from the end. No part fetches more than two pages that match, wherever they
-- lie on the disk, and one more. Of a phrase, it also fetches what has the words but not one after the other, however
-- many there are: the index doesn't know where words stand, and the statement's timeout is the bound.
--
-- sought or tag is NULL; so many matched (met) in a part so long before the first (part).
CREATE OR REPLACE FUNCTION search_index(
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
    -- No longer than what is left: before it, a time might be none that there is.
    start := greatest(coalesce(floor, since), reached - least(part, reached - since));
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
