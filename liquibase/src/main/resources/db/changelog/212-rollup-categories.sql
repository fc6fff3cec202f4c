--liquibase formatted sql

-- Test lists change; what was counted by the old ones is counted by the new ones.

--changeset ooni-backend:212-rollup-categories-1 labels:aggregation,issue-5
--comment: Few inputs change their lists: only their cells are read [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_rollup_site_day_input ON rollup_site_day (input_id);
--rollback DROP INDEX idx_rollup_site_day_input;

--changeset ooni-backend:212-rollup-categories-2 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: Without it charts by category would tell of lists that are no more
CREATE FUNCTION rollup_category_refresh() RETURNS bigint LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  changed integer[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rollup', 0));
  WITH wanted AS MATERIALIZED (
    SELECT DISTINCT input_id, category_code,
      CASE WHEN upper(cc) = 'ZZ' THEN 'ZZ' ELSE lower(cc) END AS list_cc
    FROM citizenlab JOIN rollup_input ON input_sha256 = sha256(convert_to(url, 'UTF8')))
  SELECT array_agg(DISTINCT input_id) INTO changed FROM (
    (SELECT * FROM wanted EXCEPT SELECT input_id, category_code, list_cc FROM rollup_category_input)
    UNION ALL
    (SELECT input_id, category_code, list_cc FROM rollup_category_input EXCEPT SELECT * FROM wanted)
  ) differing;
  IF changed IS NULL THEN
    RETURN 0;
  END IF;

  -- lists that change meanwhile are read once here, and compared the next time
  WITH wanted AS MATERIALIZED (
    SELECT DISTINCT input_id, category_code,
      CASE WHEN upper(cc) = 'ZZ' THEN 'ZZ' ELSE lower(cc) END AS list_cc
    FROM rollup_input JOIN citizenlab ON url = input
    WHERE input_id = ANY (changed)
  ), listed AS (
    SELECT -1 AS sign, input_id, category_code, array_agg(list_cc) AS lists
    FROM rollup_category_input WHERE input_id = ANY (changed) GROUP BY input_id, category_code
    UNION ALL
    SELECT 1, input_id, category_code, array_agg(list_cc)
    FROM wanted GROUP BY input_id, category_code
  ), category_day AS (
    INSERT INTO rollup_category_day AS kept
    SELECT category_code, day, test_id, probe_cc, rollup_list_scope(lists, probe_cc) AS list_scope,
      sum(sign * measurement_count), sum(sign * anomaly_count), sum(sign * confirmed_count),
      sum(sign * failure_count), sum(sign * anomaly_flag_count), sum(sign * confirmed_flag_count)
    FROM rollup_site_day JOIN listed USING (input_id)
    WHERE input_id = ANY (changed) AND measurement_count > 0
    GROUP BY category_code, day, test_id, probe_cc, list_scope
    ORDER BY category_code, day, test_id, probe_cc, list_scope
    ON CONFLICT (category_code, day, test_id, probe_cc, list_scope) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count,
      anomaly_count = kept.anomaly_count + excluded.anomaly_count,
      confirmed_count = kept.confirmed_count + excluded.confirmed_count,
      failure_count = kept.failure_count + excluded.failure_count,
      anomaly_flag_count = kept.anomaly_flag_count + excluded.anomaly_flag_count,
      confirmed_flag_count = kept.confirmed_flag_count + excluded.confirmed_flag_count
  ), gone AS (
    DELETE FROM rollup_category_input kept
    WHERE input_id = ANY (changed) AND NOT EXISTS (
      SELECT FROM wanted WHERE wanted.input_id = kept.input_id
        AND wanted.category_code = kept.category_code AND wanted.list_cc = kept.list_cc)
  )
  INSERT INTO rollup_category_input (input_id, category_code, list_cc)
  SELECT input_id, category_code, list_cc FROM wanted
  ON CONFLICT DO NOTHING;
  RETURN cardinality(changed);
END
$$;
--rollback DROP FUNCTION rollup_category_refresh();

--changeset ooni-backend:212-rollup-categories-3 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_category_refresh() IS 'Counts the inputs anew whose test lists have changed in citizenlab; tells how many inputs. Waits for others that write to the rollups';
--rollback empty: comments go with their function

--changeset ooni-backend:212-rollup-categories-4 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_category_refresh() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:212-rollup-categories-5 labels:aggregation,issue-5
--comment: A timer of the application calls it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_category_refresh() TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_category_refresh() FROM ooni_app;
