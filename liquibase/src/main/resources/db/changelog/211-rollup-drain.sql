--liquibase formatted sql

-- How the rollups follow rollup_delta. All functions that write to the rollups take one lock first,
-- so that each of them sees what the one before has committed.

--changeset ooni-backend:211-rollup-drain-1 labels:aggregation,issue-5
--comment: In one place, because counting, recounting and comparing must mean the same
CREATE FUNCTION rollup_list_scope(lists text[], probe_cc text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN 'ZZ' = ANY (lists) THEN 'G' WHEN lower(probe_cc) = ANY (lists) THEN 'L' ELSE 'O' END;
--rollback DROP FUNCTION rollup_list_scope(text[], text);

--changeset ooni-backend:211-rollup-drain-2 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_list_scope(text[], text) IS 'The scope that rollup_category_day counts a measurement under, by the lists that have its input in a category';
--rollback empty: comments go with their function

--changeset ooni-backend:211-rollup-drain-3 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_list_scope(text[], text) FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:211-rollup-drain-4 labels:aggregation,issue-5
--comment: The functions that count run with the rights of the application [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_list_scope(text[], text) TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_list_scope(text[], text) FROM ooni_app;

--changeset ooni-backend:211-rollup-drain-5 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: Distinct counts do not add up, so they are taken anew
CREATE FUNCTION rollup_overview_recount(months date[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO rollup_overview_month AS kept
  SELECT touched.month, coalesce(sum(measurement_count), 0), count(DISTINCT probe_asn),
    count(DISTINCT probe_cc)
  FROM unnest(months) AS touched (month)
  LEFT JOIN rollup_network_month cell
    ON cell.month = touched.month AND cell.measurement_count > 0
  GROUP BY touched.month
  ON CONFLICT (month) DO UPDATE SET measurement_count = excluded.measurement_count,
    network_count = excluded.network_count, country_count = excluded.country_count;
END;
--rollback DROP FUNCTION rollup_overview_recount(date[]);

--changeset ooni-backend:211-rollup-drain-6 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_overview_recount(date[]) IS 'Brings rollup_overview_month to what rollup_network_month has for these months';
--rollback empty: comments go with their function

--changeset ooni-backend:211-rollup-drain-7 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_overview_recount(date[]) FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:211-rollup-drain-8 labels:aggregation,issue-5
--comment: The functions that count run with the rights of the application [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_overview_recount(date[]) TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_overview_recount(date[]) FROM ooni_app;

--changeset ooni-backend:211-rollup-drain-9 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: One transaction takes deltas away and adds them: whatever is killed, nothing is lost or added twice
CREATE FUNCTION rollup_drain(max_rows integer) RETURNS bigint LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  -- by their ids, because each statement sees deltas that the one before did not
  taken bigint[];
  added bigint;
  months date[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rollup', 0));
  -- oldest first: a row is counted before it is taken back, so no cell is ever below zero
  SELECT array_agg(delta_id) INTO taken
  FROM (SELECT delta_id FROM rollup_delta ORDER BY delta_id LIMIT max_rows) oldest;
  IF taken IS NULL THEN
    RETURN 0;
  END IF;

  INSERT INTO rollup_test (test_name, test_name_sha256)
  SELECT test_name, sha256(convert_to(test_name, 'UTF8'))
  FROM (SELECT DISTINCT test_name FROM rollup_delta WHERE delta_id = ANY (taken)) met
  WHERE NOT EXISTS (
    SELECT FROM rollup_test WHERE test_name_sha256 = sha256(convert_to(met.test_name, 'UTF8')));

  INSERT INTO rollup_domain (domain, domain_sha256)
  SELECT domain, sha256(convert_to(domain, 'UTF8'))
  FROM (SELECT DISTINCT domain FROM rollup_delta WHERE delta_id = ANY (taken)) met
  WHERE NOT EXISTS (
    SELECT FROM rollup_domain WHERE domain_sha256 = sha256(convert_to(met.domain, 'UTF8')));

  WITH made AS (
    INSERT INTO rollup_input (input, input_sha256)
    SELECT input, sha256(convert_to(input, 'UTF8'))
    FROM (SELECT DISTINCT input FROM rollup_delta WHERE delta_id = ANY (taken)) met
    WHERE NOT EXISTS (
      SELECT FROM rollup_input WHERE input_sha256 = sha256(convert_to(met.input, 'UTF8')))
    RETURNING input_id, input)
  INSERT INTO rollup_category_input (input_id, category_code, list_cc)
  SELECT DISTINCT input_id, category_code,
    CASE WHEN upper(cc) = 'ZZ' THEN 'ZZ' ELSE lower(cc) END
  FROM made JOIN citizenlab ON url = input;

  WITH gone AS (
    DELETE FROM rollup_delta WHERE delta_id = ANY (taken) RETURNING *
  ), cell AS MATERIALIZED (
    SELECT day, date_trunc('month', day::timestamp)::date AS month, probe_cc, probe_asn, test_id,
      domain_id, input_id, measurement_count, anomaly_count, confirmed_count, failure_count,
      anomaly_flag_count, confirmed_flag_count
    FROM gone
    JOIN rollup_test USING (test_name)
    JOIN rollup_domain ON domain_sha256 = sha256(convert_to(gone.domain, 'UTF8'))
    JOIN rollup_input ON input_sha256 = sha256(convert_to(gone.input, 'UTF8'))
  ), country_day AS (
    INSERT INTO rollup_country_day AS kept
    SELECT probe_cc, day, test_id, sum(measurement_count), sum(anomaly_count), sum(confirmed_count),
      sum(failure_count), sum(anomaly_flag_count), sum(confirmed_flag_count)
    FROM cell GROUP BY probe_cc, day, test_id
    ORDER BY probe_cc, day, test_id
    ON CONFLICT (probe_cc, day, test_id) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count,
      anomaly_count = kept.anomaly_count + excluded.anomaly_count,
      confirmed_count = kept.confirmed_count + excluded.confirmed_count,
      failure_count = kept.failure_count + excluded.failure_count,
      anomaly_flag_count = kept.anomaly_flag_count + excluded.anomaly_flag_count,
      confirmed_flag_count = kept.confirmed_flag_count + excluded.confirmed_flag_count
  ), network_day AS (
    INSERT INTO rollup_network_day AS kept
    SELECT probe_cc, day, probe_asn, test_id, sum(measurement_count), sum(anomaly_count),
      sum(confirmed_count), sum(failure_count), sum(anomaly_flag_count), sum(confirmed_flag_count)
    FROM cell GROUP BY probe_cc, day, probe_asn, test_id
    ORDER BY probe_cc, day, probe_asn, test_id
    ON CONFLICT (probe_cc, day, probe_asn, test_id) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count,
      anomaly_count = kept.anomaly_count + excluded.anomaly_count,
      confirmed_count = kept.confirmed_count + excluded.confirmed_count,
      failure_count = kept.failure_count + excluded.failure_count,
      anomaly_flag_count = kept.anomaly_flag_count + excluded.anomaly_flag_count,
      confirmed_flag_count = kept.confirmed_flag_count + excluded.confirmed_flag_count
  ), site_day AS (
    INSERT INTO rollup_site_day AS kept
    SELECT domain_id, day, input_id, probe_cc, test_id, sum(measurement_count), sum(anomaly_count),
      sum(confirmed_count), sum(failure_count), sum(anomaly_flag_count), sum(confirmed_flag_count)
    FROM cell GROUP BY domain_id, day, input_id, probe_cc, test_id
    ORDER BY domain_id, day, input_id, probe_cc, test_id
    ON CONFLICT (domain_id, day, input_id, probe_cc, test_id) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count,
      anomaly_count = kept.anomaly_count + excluded.anomaly_count,
      confirmed_count = kept.confirmed_count + excluded.confirmed_count,
      failure_count = kept.failure_count + excluded.failure_count,
      anomaly_flag_count = kept.anomaly_flag_count + excluded.anomaly_flag_count,
      confirmed_flag_count = kept.confirmed_flag_count + excluded.confirmed_flag_count
  ), listed AS (
    SELECT input_id, category_code, array_agg(list_cc) AS lists
    FROM rollup_category_input WHERE input_id IN (SELECT input_id FROM cell)
    GROUP BY input_id, category_code
  ), category_day AS (
    INSERT INTO rollup_category_day AS kept
    SELECT category_code, day, test_id, probe_cc, rollup_list_scope(lists, probe_cc) AS list_scope,
      sum(measurement_count), sum(anomaly_count), sum(confirmed_count), sum(failure_count),
      sum(anomaly_flag_count), sum(confirmed_flag_count)
    FROM cell JOIN listed USING (input_id)
    GROUP BY category_code, day, test_id, probe_cc, list_scope
    ORDER BY category_code, day, test_id, probe_cc, list_scope
    ON CONFLICT (category_code, day, test_id, probe_cc, list_scope) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count,
      anomaly_count = kept.anomaly_count + excluded.anomaly_count,
      confirmed_count = kept.confirmed_count + excluded.confirmed_count,
      failure_count = kept.failure_count + excluded.failure_count,
      anomaly_flag_count = kept.anomaly_flag_count + excluded.anomaly_flag_count,
      confirmed_flag_count = kept.confirmed_flag_count + excluded.confirmed_flag_count
  ), month_cell AS MATERIALIZED (
    SELECT month, probe_asn, probe_cc, test_id, sum(measurement_count) AS measurement_count,
      sum(anomaly_count) AS anomaly_count, sum(confirmed_count) AS confirmed_count,
      sum(failure_count) AS failure_count, sum(anomaly_flag_count) AS anomaly_flag_count,
      sum(confirmed_flag_count) AS confirmed_flag_count
    FROM cell GROUP BY month, probe_asn, probe_cc, test_id
  ), network_month AS (
    INSERT INTO rollup_network_month AS kept
    SELECT month, probe_asn, probe_cc, test_id, measurement_count, anomaly_count, confirmed_count,
      failure_count, anomaly_flag_count, confirmed_flag_count
    FROM month_cell ORDER BY month, probe_asn, probe_cc, test_id
    ON CONFLICT (month, probe_asn, probe_cc, test_id) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count,
      anomaly_count = kept.anomaly_count + excluded.anomaly_count,
      confirmed_count = kept.confirmed_count + excluded.confirmed_count,
      failure_count = kept.failure_count + excluded.failure_count,
      anomaly_flag_count = kept.anomaly_flag_count + excluded.anomaly_flag_count,
      confirmed_flag_count = kept.confirmed_flag_count + excluded.confirmed_flag_count
    RETURNING month, measurement_count
  ), network_total AS (
    INSERT INTO rollup_network_total AS kept
    SELECT probe_cc, probe_asn, sum(measurement_count) FROM month_cell GROUP BY probe_cc, probe_asn
    ON CONFLICT (probe_cc, probe_asn) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count
  ), domain_total AS (
    INSERT INTO rollup_domain_total AS kept
    SELECT domain_id, test_id, sum(measurement_count) FROM cell GROUP BY domain_id, test_id
    ON CONFLICT (domain_id, test_id) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count
  ), overview_month AS (
    UPDATE rollup_overview_month kept
    SET measurement_count = kept.measurement_count + more.measurement_count
    FROM (
      SELECT month, sum(measurement_count) AS measurement_count FROM month_cell GROUP BY month) more
    WHERE kept.month = more.month
  )
  -- networks and countries are counted again in months where one may have come or gone
  SELECT (SELECT count(*) FROM cell), ARRAY(
    SELECT month FROM (SELECT DISTINCT month, probe_asn FROM month_cell) met
    WHERE NOT EXISTS (
      SELECT FROM rollup_network_month before WHERE before.month = met.month
        AND before.probe_asn = met.probe_asn AND before.measurement_count > 0)
    UNION
    SELECT month FROM (SELECT DISTINCT month, probe_cc FROM month_cell) met
    WHERE NOT EXISTS (
      SELECT FROM rollup_network_month before WHERE before.month = met.month
        AND before.probe_cc = met.probe_cc AND before.measurement_count > 0)
    UNION
    SELECT month FROM network_month WHERE measurement_count = 0)
  INTO added, months;
  IF added <> cardinality(taken) THEN
    RAISE EXCEPTION 'took % deltas and added %', cardinality(taken), added;
  END IF;

  PERFORM rollup_overview_recount(months);
  RETURN added;
END
$$;
--rollback DROP FUNCTION rollup_drain(integer);

--changeset ooni-backend:211-rollup-drain-10 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_drain(integer) IS 'Adds the oldest deltas, up to so many, to the rollups; tells how many. Waits for others that write to the rollups';
--rollback empty: comments go with their function

--changeset ooni-backend:211-rollup-drain-11 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_drain(integer) FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:211-rollup-drain-12 labels:aggregation,issue-5
--comment: A timer of the application calls it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_drain(integer) TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_drain(integer) FROM ooni_app;
