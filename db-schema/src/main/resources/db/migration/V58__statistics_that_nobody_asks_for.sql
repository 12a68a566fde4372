-- Searches leave the planner nothing to choose, so that it need not know how common words, tags or minutes are: to
-- take samples of today's events to words took a second of CPU every other minute, and to weigh each day's samples
-- the longest part of planning a search of a month.
CREATE FUNCTION keep_no_search_statistics(day regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  search regclass;
BEGIN
  EXECUTE format('ALTER TABLE %s ALTER COLUMN tags SET STATISTICS 0, ALTER COLUMN message SET STATISTICS 0,
                  ALTER COLUMN payload SET STATISTICS 0', day);
  SELECT i.indexrelid INTO STRICT search
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
  WHERE i.indrelid = day AND a.amname = 'gin';
  EXECUTE format('ALTER INDEX %s ALTER COLUMN 1 SET STATISTICS 0', search);
  EXECUTE format('ALTER INDEX %s ALTER COLUMN 2 SET STATISTICS 0', search);
END $$;

SELECT keep_no_search_statistics(inhrelid::regclass) FROM pg_inherits WHERE inhparent = 'events'::regclass;
