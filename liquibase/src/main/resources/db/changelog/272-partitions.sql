--liquibase formatted sql

-- Partitions of fastpath for months to come, made by the server itself in time. The application may not change the
-- schema; this one thing it may have done, by a function that runs with the rights of the owner.

--changeset ooni-backend:272-partitions-1 labels:partitions,issue-8
--comment: Heartbeat, metrics and the function below must mean the same by the end of the last partition
CREATE FUNCTION fastpath_partitions_end() RETURNS timestamptz LANGUAGE sql STABLE
RETURN (SELECT max(CAST(substring(pg_get_expr(relpartbound, oid) FROM 'TO \(''([^'']+)''\)') AS timestamptz))
FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid WHERE inhparent = CAST('public.fastpath' AS regclass));
--rollback DROP FUNCTION fastpath_partitions_end();

--changeset ooni-backend:272-partitions-2 labels:partitions,issue-8
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION fastpath_partitions_end() IS 'Up to when fastpath has partitions; what is measured later lies in its DEFAULT partition';
--rollback empty: comments go with their function

--changeset ooni-backend:272-partitions-3 labels:partitions,issue-8
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION fastpath_partitions_end() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:272-partitions-4 labels:partitions,issue-8
--comment: It only looks [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION fastpath_partitions_end() TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION fastpath_partitions_end() FROM ooni_app;

--changeset ooni-backend:272-partitions-5 labels:partitions,issue-8 splitStatements:false stripComments:false
--comment: Nobody has to remember it each year, and a caller can do nothing else by it than what is due anyway [risk: grant; as the owner it makes the partition that is due and nothing else]
CREATE FUNCTION fastpath_partition_add(months_ahead integer) RETURNS text LANGUAGE plpgsql
SECURITY DEFINER
-- names mean what they meant to the author, whatever the caller has set; and who waits for a lock makes others wait
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '5s'
SET timezone = 'UTC'
AS $$
DECLARE
  first timestamptz;
  next timestamptz;
  name text;
BEGIN
  IF months_ahead IS NULL OR months_ahead NOT BETWEEN 1 AND 36 THEN
    RAISE EXCEPTION 'months_ahead must be from 1 to 36' USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('fastpath partitions', 0));
  first := public.fastpath_partitions_end();
  next := first + interval '1 month';
  IF first > date_trunc('month', now()) + make_interval(months => months_ahead) THEN
    RETURN NULL;
  END IF;
  name := 'fastpath_m' || to_char(first, 'YYYYMM');

  -- made apart and attached: that stops neither readers nor writers of the other partitions
  EXECUTE format('CREATE TABLE public.%I (LIKE public.fastpath INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  -- clocks of probes run ahead: what came early for this month moves to its place, uncounted, as it was counted then
  LOCK TABLE public.fastpath_default IN SHARE ROW EXCLUSIVE MODE;
  EXECUTE format(
    'WITH early AS (DELETE FROM public.fastpath_default'
    ' WHERE measurement_start_time >= $1 AND measurement_start_time < $2 RETURNING *)'
    ' INSERT INTO public.%I SELECT * FROM early', name) USING first, next;
  EXECUTE format('ALTER TABLE public.fastpath ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', name, first, next);
  RETURN name;
END
$$;
--rollback DROP FUNCTION fastpath_partition_add(integer);

--changeset ooni-backend:272-partitions-6 labels:partitions,issue-8
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION fastpath_partition_add(integer) IS 'Makes the next month''s partition of fastpath, unless there are that many months ahead; its name, or null. Runs with the rights of the owner';
--rollback empty: comments go with their function

--changeset ooni-backend:272-partitions-7 labels:partitions,issue-8
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION fastpath_partition_add(integer) FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:272-partitions-8 labels:partitions,issue-8
--comment: The one function by which the application has something done that it may not do itself [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION fastpath_partition_add(integer) TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION fastpath_partition_add(integer) FROM ooni_app;
