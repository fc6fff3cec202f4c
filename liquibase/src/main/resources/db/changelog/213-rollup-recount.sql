--liquibase formatted sql

-- Whether the rollups are right, and what makes them right again.

--changeset ooni-backend:213-rollup-recount-1 labels:aggregation,issue-5
--comment: A recount and a comparison must not differ in what they count
CREATE VIEW rollup_measurement AS
SELECT measurement_start_time,
    coalesce((measurement_start_time AT TIME ZONE 'UTC')::date, date '1970-01-01') AS day,
    probe_cc, coalesce(probe_asn, 0) AS probe_asn, test_name, domain, input,
    1 AS measurement_count,
    (anomaly AND NOT confirmed AND NOT msm_failure)::integer AS anomaly_count,
    (confirmed AND NOT msm_failure)::integer AS confirmed_count,
    msm_failure::integer AS failure_count,
    anomaly::integer AS anomaly_flag_count,
    confirmed::integer AS confirmed_flag_count
FROM fastpath;
--rollback DROP VIEW rollup_measurement;

--changeset ooni-backend:213-rollup-recount-2 labels:aggregation,issue-5
--comment: Views tell what they show where tables do
COMMENT ON VIEW rollup_measurement IS 'Measurements as the rollups count them: give both bounds of measurement_start_time as well as the day';
--rollback empty: comments go with their view

--changeset ooni-backend:213-rollup-recount-3 labels:aggregation,issue-5
--comment: The functions that recount run with the rights of the application [risk: grant; to read only]
GRANT SELECT ON rollup_measurement TO ooni_app;
--rollback REVOKE SELECT ON rollup_measurement FROM ooni_app;

--changeset ooni-backend:213-rollup-recount-4 labels:aggregation,issue-5
--comment: A day is recounted without reading all days; as rows come in order of their day this index is tiny [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_rollup_site_day_day ON rollup_site_day USING brin (day);
--rollback DROP INDEX idx_rollup_site_day_day;

--changeset ooni-backend:213-rollup-recount-5 labels:aggregation,issue-5
--comment: A day is recounted without reading all days; as rows come in order of their day this index is tiny [risk: index; made before the first release, the table is empty]
CREATE INDEX idx_rollup_network_day_day ON rollup_network_day USING brin (day);
--rollback DROP INDEX idx_rollup_network_day_day;

--changeset ooni-backend:213-rollup-recount-6 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: What the rollups say is only worth something when it can be checked
CREATE FUNCTION rollup_check(checked date)
RETURNS TABLE (rollup text, cell text[], expected bigint[], kept bigint[]) LANGUAGE sql STABLE
BEGIN ATOMIC
  -- what is not drained yet is not expected in the rollups: both are read in one snapshot
  WITH counted AS (
    SELECT probe_cc, probe_asn, test_name, domain, input, measurement_count, anomaly_count,
      confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
    FROM rollup_measurement
    WHERE day = checked AND (measurement_start_time IS NULL
      OR measurement_start_time >= checked::timestamp AT TIME ZONE 'UTC'
        AND measurement_start_time < (checked + 1)::timestamp AT TIME ZONE 'UTC')
    UNION ALL
    SELECT probe_cc, probe_asn, test_name, domain, input, -measurement_count, -anomaly_count,
      -confirmed_count, -failure_count, -anomaly_flag_count, -confirmed_flag_count
    FROM rollup_delta WHERE day = checked
  ), finest AS MATERIALIZED (
    SELECT probe_cc, probe_asn, test_name, domain, input, sum(measurement_count) AS m,
      sum(anomaly_count) AS a, sum(confirmed_count) AS c, sum(failure_count) AS f,
      sum(anomaly_flag_count) AS af, sum(confirmed_flag_count) AS cf
    FROM counted GROUP BY probe_cc, probe_asn, test_name, domain, input
  ), listed AS (
    SELECT input, category_code, array_agg(list_cc) AS lists
    FROM rollup_category_input JOIN rollup_input USING (input_id) GROUP BY input, category_code
  ), side AS (
    SELECT 'rollup_country_day' AS rollup, ARRAY[probe_cc, test_name] AS cell, 1 AS sign,
      m, a, c, f, af, cf FROM finest
    UNION ALL
    SELECT 'rollup_network_day', ARRAY[probe_cc, probe_asn::text, test_name], 1, m, a, c, f, af, cf
    FROM finest
    UNION ALL
    SELECT 'rollup_site_day', ARRAY[domain, input, probe_cc, test_name], 1, m, a, c, f, af, cf
    FROM finest
    UNION ALL
    SELECT 'rollup_category_day',
      ARRAY[category_code, probe_cc, rollup_list_scope(lists, probe_cc), test_name],
      1, m, a, c, f, af, cf FROM finest JOIN listed USING (input)
    UNION ALL
    SELECT 'rollup_country_day', ARRAY[probe_cc, test_name], -1, measurement_count, anomaly_count,
      confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
    FROM rollup_country_day LEFT JOIN rollup_test USING (test_id) WHERE day = checked
    UNION ALL
    SELECT 'rollup_network_day', ARRAY[probe_cc, probe_asn::text, test_name], -1, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
    FROM rollup_network_day LEFT JOIN rollup_test USING (test_id) WHERE day = checked
    UNION ALL
    SELECT 'rollup_site_day', ARRAY[domain, input, probe_cc, test_name], -1, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
    FROM rollup_site_day LEFT JOIN rollup_test USING (test_id)
    LEFT JOIN rollup_domain USING (domain_id) LEFT JOIN rollup_input USING (input_id)
    WHERE day = checked
    UNION ALL
    SELECT 'rollup_category_day', ARRAY[category_code, probe_cc, list_scope, test_name], -1,
      measurement_count, anomaly_count, confirmed_count, failure_count, anomaly_flag_count,
      confirmed_flag_count
    FROM rollup_category_day LEFT JOIN rollup_test USING (test_id) WHERE day = checked
  ), compared AS (
    SELECT rollup, cell,
      ARRAY[sum(m) FILTER (WHERE sign = 1), sum(a) FILTER (WHERE sign = 1),
        sum(c) FILTER (WHERE sign = 1), sum(f) FILTER (WHERE sign = 1),
        sum(af) FILTER (WHERE sign = 1), sum(cf) FILTER (WHERE sign = 1)]::bigint[] AS expected,
      ARRAY[sum(m) FILTER (WHERE sign = -1), sum(a) FILTER (WHERE sign = -1),
        sum(c) FILTER (WHERE sign = -1), sum(f) FILTER (WHERE sign = -1),
        sum(af) FILTER (WHERE sign = -1), sum(cf) FILTER (WHERE sign = -1)]::bigint[] AS kept,
      (sum(sign * m), sum(sign * a), sum(sign * c), sum(sign * f), sum(sign * af), sum(sign * cf))
        <> (0, 0, 0, 0, 0, 0) AS differ
    FROM side GROUP BY rollup, cell
  )
  SELECT rollup, cell, expected, kept FROM compared WHERE differ;
END;
--rollback DROP FUNCTION rollup_check(date);

--changeset ooni-backend:213-rollup-recount-7 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_check(date) IS 'Cells of a day that differ between a recount of fastpath and the rollups with what is not drained yet; none when all is right. Six counts in the order of the columns';
--rollback empty: comments go with their function

--changeset ooni-backend:213-rollup-recount-8 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_check(date) FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:213-rollup-recount-9 labels:aggregation,issue-5
--comment: A timer and a command of the application call it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_check(date) TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_check(date) FROM ooni_app;

--changeset ooni-backend:213-rollup-recount-10 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: Totals are made of days that may be right while the totals are not
CREATE FUNCTION rollup_check_totals()
RETURNS TABLE (rollup text, cell text[], expected bigint[], kept bigint[]) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH month_side AS (
    SELECT date_trunc('month', day::timestamp)::date AS month, probe_asn, probe_cc, test_id,
      1 AS sign, measurement_count AS m, anomaly_count AS a, confirmed_count AS c,
      failure_count AS f, anomaly_flag_count AS af, confirmed_flag_count AS cf
    FROM rollup_network_day
    UNION ALL
    SELECT month, probe_asn, probe_cc, test_id, -1, measurement_count, anomaly_count,
      confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
    FROM rollup_network_month
  ), network_month AS (
    SELECT 'rollup_network_month' AS rollup,
      ARRAY[month::text, probe_cc, probe_asn::text, (
        SELECT test_name FROM rollup_test WHERE rollup_test.test_id = month_side.test_id)] AS cell,
      ARRAY[sum(m) FILTER (WHERE sign = 1), sum(a) FILTER (WHERE sign = 1),
        sum(c) FILTER (WHERE sign = 1), sum(f) FILTER (WHERE sign = 1),
        sum(af) FILTER (WHERE sign = 1), sum(cf) FILTER (WHERE sign = 1)]::bigint[] AS expected,
      ARRAY[sum(m) FILTER (WHERE sign = -1), sum(a) FILTER (WHERE sign = -1),
        sum(c) FILTER (WHERE sign = -1), sum(f) FILTER (WHERE sign = -1),
        sum(af) FILTER (WHERE sign = -1), sum(cf) FILTER (WHERE sign = -1)]::bigint[] AS kept
    FROM month_side GROUP BY month, probe_asn, probe_cc, test_id
    HAVING (sum(sign * m), sum(sign * a), sum(sign * c), sum(sign * f), sum(sign * af),
      sum(sign * cf)) <> (0, 0, 0, 0, 0, 0)
  ), overview AS (
    SELECT month, sum(measurement_count)::bigint AS measurements,
      count(DISTINCT probe_asn) AS networks, count(DISTINCT probe_cc) AS countries
    FROM rollup_network_month WHERE measurement_count > 0 GROUP BY month
  ), network_total AS (
    SELECT probe_cc, probe_asn, sum(measurement_count)::bigint AS measurements
    FROM rollup_network_month GROUP BY probe_cc, probe_asn
  ), domain_total AS (
    SELECT domain_id, test_id, sum(measurement_count)::bigint AS measurements
    FROM rollup_site_day GROUP BY domain_id, test_id
  )
  SELECT rollup, cell, expected, kept FROM network_month
  UNION ALL
  SELECT 'rollup_overview_month', ARRAY[month::text], ARRAY[measurements, networks, countries],
    ARRAY[measurement_count, network_count, country_count]
  FROM overview FULL JOIN rollup_overview_month USING (month)
  WHERE (coalesce(measurements, 0), coalesce(networks, 0), coalesce(countries, 0))
    <> (coalesce(measurement_count, 0), coalesce(network_count, 0), coalesce(country_count, 0))
  UNION ALL
  SELECT 'rollup_network_total', ARRAY[probe_cc, probe_asn::text], ARRAY[measurements],
    ARRAY[measurement_count]
  FROM network_total FULL JOIN rollup_network_total USING (probe_cc, probe_asn)
  WHERE coalesce(measurements, 0) <> coalesce(measurement_count, 0)
  UNION ALL
  SELECT 'rollup_domain_total', ARRAY[domain, test_name], ARRAY[measurements],
    ARRAY[measurement_count]
  FROM domain_total FULL JOIN rollup_domain_total USING (domain_id, test_id)
  LEFT JOIN rollup_domain USING (domain_id) LEFT JOIN rollup_test USING (test_id)
  WHERE coalesce(measurements, 0) <> coalesce(measurement_count, 0);
END;
--rollback DROP FUNCTION rollup_check_totals();

--changeset ooni-backend:213-rollup-recount-11 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_check_totals() IS 'Cells of months, totals and the overview that differ from what the days below them add up to; none when all is right';
--rollback empty: comments go with their function

--changeset ooni-backend:213-rollup-recount-12 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_check_totals() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:213-rollup-recount-13 labels:aggregation,issue-5
--comment: A timer and a command of the application call it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_check_totals() TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_check_totals() FROM ooni_app;

--changeset ooni-backend:213-rollup-recount-14 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: Mends days that are wrong while measurements come in
CREATE FUNCTION rollup_rebuild_days(first_day date, last_day date) RETURNS bigint LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  months date[] := ARRAY(SELECT generate_series(
    date_trunc('month', first_day::timestamp), last_day::timestamp, interval '1 month'));
  counted bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rollup', 0));
  -- one statement, one snapshot: a row is in the recount and its delta gone, or neither
  WITH pending AS (
    DELETE FROM rollup_delta WHERE day BETWEEN first_day AND last_day
  ), recount AS (
    INSERT INTO rollup_delta (day, probe_cc, probe_asn, test_name, domain, input, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count)
    SELECT day, probe_cc, probe_asn, test_name, domain, input, sum(measurement_count),
      sum(anomaly_count), sum(confirmed_count), sum(failure_count), sum(anomaly_flag_count),
      sum(confirmed_flag_count)
    FROM rollup_measurement
    WHERE day BETWEEN first_day AND last_day AND (measurement_start_time IS NULL
      OR measurement_start_time >= first_day::timestamp AT TIME ZONE 'UTC'
        AND measurement_start_time < (last_day + 1)::timestamp AT TIME ZONE 'UTC')
    GROUP BY day, probe_cc, probe_asn, test_name, domain, input
    RETURNING measurement_count
  )
  SELECT coalesce(sum(measurement_count), 0) INTO counted FROM recount;

  UPDATE rollup_network_month kept
  SET measurement_count = kept.measurement_count - gone.measurement_count,
    anomaly_count = kept.anomaly_count - gone.anomaly_count,
    confirmed_count = kept.confirmed_count - gone.confirmed_count,
    failure_count = kept.failure_count - gone.failure_count,
    anomaly_flag_count = kept.anomaly_flag_count - gone.anomaly_flag_count,
    confirmed_flag_count = kept.confirmed_flag_count - gone.confirmed_flag_count
  FROM (
    SELECT date_trunc('month', day::timestamp)::date AS month, probe_asn, probe_cc, test_id,
      sum(measurement_count) AS measurement_count, sum(anomaly_count) AS anomaly_count,
      sum(confirmed_count) AS confirmed_count, sum(failure_count) AS failure_count,
      sum(anomaly_flag_count) AS anomaly_flag_count,
      sum(confirmed_flag_count) AS confirmed_flag_count
    FROM rollup_network_day WHERE day BETWEEN first_day AND last_day
    GROUP BY month, probe_asn, probe_cc, test_id) gone
  WHERE kept.month = gone.month AND kept.probe_asn = gone.probe_asn
    AND kept.probe_cc = gone.probe_cc AND kept.test_id = gone.test_id;
  UPDATE rollup_network_total kept
  SET measurement_count = kept.measurement_count - gone.measurement_count
  FROM (
    SELECT probe_cc, probe_asn, sum(measurement_count) AS measurement_count
    FROM rollup_network_day WHERE day BETWEEN first_day AND last_day
    GROUP BY probe_cc, probe_asn) gone
  WHERE kept.probe_cc = gone.probe_cc AND kept.probe_asn = gone.probe_asn;
  UPDATE rollup_domain_total kept
  SET measurement_count = kept.measurement_count - gone.measurement_count
  FROM (
    SELECT domain_id, test_id, sum(measurement_count) AS measurement_count
    FROM rollup_site_day WHERE day BETWEEN first_day AND last_day
    GROUP BY domain_id, test_id) gone
  WHERE kept.domain_id = gone.domain_id AND kept.test_id = gone.test_id;
  DELETE FROM rollup_country_day WHERE day BETWEEN first_day AND last_day;
  DELETE FROM rollup_network_day WHERE day BETWEEN first_day AND last_day;
  DELETE FROM rollup_site_day WHERE day BETWEEN first_day AND last_day;
  DELETE FROM rollup_category_day WHERE day BETWEEN first_day AND last_day;

  WHILE rollup_drain(200000) = 200000 LOOP
  END LOOP;
  PERFORM rollup_overview_recount(months);
  RETURN counted;
END
$$;
--rollback DROP FUNCTION rollup_rebuild_days(date, date);

--changeset ooni-backend:213-rollup-recount-15 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_rebuild_days(date, date) IS 'Counts days anew, first and last included; tells how many measurements they have. Months and totals change by the difference: call rollup_rebuild_totals() in the end';
--rollback empty: comments go with their function

--changeset ooni-backend:213-rollup-recount-16 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_rebuild_days(date, date) FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:213-rollup-recount-17 labels:aggregation,issue-5
--comment: A command of the application calls it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_rebuild_days(date, date) TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_rebuild_days(date, date) FROM ooni_app;

--changeset ooni-backend:213-rollup-recount-18 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: A total that is wrong stays wrong when only differences are added to it
CREATE FUNCTION rollup_rebuild_totals() RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rollup', 0));
  -- what is right already is not written
  WITH recount AS MATERIALIZED (
    SELECT date_trunc('month', day::timestamp)::date AS month, probe_asn, probe_cc, test_id,
      sum(measurement_count) AS measurement_count, sum(anomaly_count) AS anomaly_count,
      sum(confirmed_count) AS confirmed_count, sum(failure_count) AS failure_count,
      sum(anomaly_flag_count) AS anomaly_flag_count,
      sum(confirmed_flag_count) AS confirmed_flag_count
    FROM rollup_network_day GROUP BY month, probe_asn, probe_cc, test_id
  ), gone AS (
    DELETE FROM rollup_network_month kept WHERE NOT EXISTS (
      SELECT FROM recount WHERE recount.month = kept.month AND recount.probe_asn = kept.probe_asn
        AND recount.probe_cc = kept.probe_cc AND recount.test_id = kept.test_id)
  )
  INSERT INTO rollup_network_month
  SELECT * FROM recount EXCEPT SELECT * FROM rollup_network_month
  ON CONFLICT (month, probe_asn, probe_cc, test_id) DO UPDATE SET
    measurement_count = excluded.measurement_count, anomaly_count = excluded.anomaly_count,
    confirmed_count = excluded.confirmed_count, failure_count = excluded.failure_count,
    anomaly_flag_count = excluded.anomaly_flag_count,
    confirmed_flag_count = excluded.confirmed_flag_count;

  WITH recount AS MATERIALIZED (
    SELECT probe_cc, probe_asn, sum(measurement_count) AS measurement_count
    FROM rollup_network_month GROUP BY probe_cc, probe_asn
  ), gone AS (
    DELETE FROM rollup_network_total kept WHERE NOT EXISTS (
      SELECT FROM recount
      WHERE recount.probe_cc = kept.probe_cc AND recount.probe_asn = kept.probe_asn)
  )
  INSERT INTO rollup_network_total
  SELECT * FROM recount EXCEPT SELECT * FROM rollup_network_total
  ON CONFLICT (probe_cc, probe_asn) DO UPDATE SET measurement_count = excluded.measurement_count;

  WITH recount AS MATERIALIZED (
    SELECT domain_id, test_id, sum(measurement_count) AS measurement_count
    FROM rollup_site_day GROUP BY domain_id, test_id
  ), gone AS (
    DELETE FROM rollup_domain_total kept WHERE NOT EXISTS (
      SELECT FROM recount
      WHERE recount.domain_id = kept.domain_id AND recount.test_id = kept.test_id)
  )
  INSERT INTO rollup_domain_total
  SELECT * FROM recount EXCEPT SELECT * FROM rollup_domain_total
  ON CONFLICT (domain_id, test_id) DO UPDATE SET measurement_count = excluded.measurement_count;

  PERFORM rollup_overview_recount(ARRAY(
    SELECT month FROM rollup_overview_month UNION SELECT month FROM rollup_network_month));
END
$$;
--rollback DROP FUNCTION rollup_rebuild_totals();

--changeset ooni-backend:213-rollup-recount-19 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_rebuild_totals() IS 'Brings months, totals and the overview to what the days add up to. Waits for others that write to the rollups';
--rollback empty: comments go with their function

--changeset ooni-backend:213-rollup-recount-20 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_rebuild_totals() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:213-rollup-recount-21 labels:aggregation,issue-5
--comment: A command of the application calls it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_rebuild_totals() TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_rebuild_totals() FROM ooni_app;

--changeset ooni-backend:213-rollup-recount-22 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: Days and totals at once, for days that fit into one transaction
CREATE FUNCTION rollup_rebuild(first_day date, last_day date) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  counted bigint := rollup_rebuild_days(first_day, last_day);
BEGIN
  PERFORM rollup_rebuild_totals();
  RETURN counted;
END
$$;
--rollback DROP FUNCTION rollup_rebuild(date, date);

--changeset ooni-backend:213-rollup-recount-23 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_rebuild(date, date) IS 'Counts days anew, first and last included, and all totals; tells how many measurements those days have';
--rollback empty: comments go with their function

--changeset ooni-backend:213-rollup-recount-24 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_rebuild(date, date) FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:213-rollup-recount-25 labels:aggregation,issue-5
--comment: Who repairs by hand does it with the rights of the application [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_rebuild(date, date) TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_rebuild(date, date) FROM ooni_app;
