--liquibase formatted sql

-- A year of categories in all countries is millions of cells by day, and some hundred thousand by month.

--changeset ooni-backend:260-category-months-1 labels:aggregation,issue-5
--comment: Charts of categories over long times: whole months are read here, what is left of both ends by day
CREATE TABLE rollup_category_month (
    category_code text NOT NULL,
    month date NOT NULL,
    test_id integer NOT NULL,
    probe_cc text NOT NULL,
    list_scope text NOT NULL,
    measurement_count integer NOT NULL,
    anomaly_count integer NOT NULL,
    confirmed_count integer NOT NULL,
    failure_count integer NOT NULL,
    anomaly_flag_count integer NOT NULL,
    confirmed_flag_count integer NOT NULL,
    CONSTRAINT pk_rollup_category_month PRIMARY KEY (month, category_code, test_id, probe_cc, list_scope)
);
--rollback DROP TABLE rollup_category_month;

--changeset ooni-backend:260-category-months-2 labels:aggregation,issue-5
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE rollup_category_month IS 'Measurements of inputs that test lists have, by category, month, country and nettest [personal: no; kept: with the measurements they count]';
COMMENT ON COLUMN rollup_category_month.category_code IS 'Category that a test list gives the input [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.month IS 'First day of the month of the start in UTC; that of 1970 when the measurement names no time [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.test_id IS 'The nettest, see rollup_test [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.probe_cc IS 'Country of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.list_scope IS 'As in rollup_category_day [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.measurement_count IS 'Measurements [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.anomaly_count IS 'Anomalies that are neither confirmed nor failed [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.confirmed_count IS 'Confirmed ones that have not failed [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.failure_count IS 'Failed ones [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.anomaly_flag_count IS 'All that say anomaly, failed or not: the count of the private API [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_month.confirmed_flag_count IS 'All that say confirmed, failed or not: the count of the private API [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:260-category-months-3 labels:aggregation,issue-5
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON rollup_category_month TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON rollup_category_month FROM ooni_app;

--changeset ooni-backend:260-category-months-4 labels:aggregation,issue-5
--comment: The categories of a country
CREATE INDEX idx_rollup_category_month_cc ON rollup_category_month (probe_cc, month);
--rollback DROP INDEX idx_rollup_category_month_cc;

--changeset ooni-backend:260-category-months-5 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: Draining, new test lists and repairs all write days: what they change there is added here, by whoever it is
CREATE FUNCTION rollup_category_month_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE '
    SELECT category_code, day, test_id, probe_cc, list_scope, -measurement_count, -anomaly_count,
      -confirmed_count, -failure_count, -anomaly_flag_count, -confirmed_flag_count
    FROM old_cell' END;
  added text := CASE WHEN TG_OP = 'DELETE' THEN '' ELSE 'SELECT * FROM new_cell' END;
BEGIN
  EXECUTE format('
    INSERT INTO rollup_category_month AS kept
    SELECT category_code, date_trunc(''month'', day::timestamp)::date AS month, test_id, probe_cc,
      list_scope, sum(measurement_count), sum(anomaly_count), sum(confirmed_count),
      sum(failure_count), sum(anomaly_flag_count), sum(confirmed_flag_count)
    FROM (%s) AS change (category_code, day, test_id, probe_cc, list_scope, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count)
    GROUP BY category_code, month, test_id, probe_cc, list_scope
    ORDER BY category_code, month, test_id, probe_cc, list_scope
    ON CONFLICT (category_code, month, test_id, probe_cc, list_scope) DO UPDATE SET
      measurement_count = kept.measurement_count + excluded.measurement_count,
      anomaly_count = kept.anomaly_count + excluded.anomaly_count,
      confirmed_count = kept.confirmed_count + excluded.confirmed_count,
      failure_count = kept.failure_count + excluded.failure_count,
      anomaly_flag_count = kept.anomaly_flag_count + excluded.anomaly_flag_count,
      confirmed_flag_count = kept.confirmed_flag_count + excluded.confirmed_flag_count',
    concat_ws(' UNION ALL ', nullif(added, ''), nullif(taken, '')));
  RETURN NULL;
END
$$;
--rollback DROP FUNCTION rollup_category_month_follow();

--changeset ooni-backend:260-category-months-6 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_category_month_follow() IS 'Trigger of rollup_category_day: adds what a statement changed there to rollup_category_month';
--rollback empty: comments go with their function

--changeset ooni-backend:260-category-months-7 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_category_month_follow() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:260-category-months-8 labels:aggregation,issue-5
--comment: New cells [risk: lock; for a moment, and only the drain writes there]
CREATE TRIGGER rollup_category_month_insert AFTER INSERT ON rollup_category_day
REFERENCING NEW TABLE AS new_cell FOR EACH STATEMENT EXECUTE FUNCTION rollup_category_month_follow();
--rollback DROP TRIGGER rollup_category_month_insert ON rollup_category_day;

--changeset ooni-backend:260-category-months-9 labels:aggregation,issue-5
--comment: Cells that are added to [risk: lock; for a moment, and only the drain writes there]
CREATE TRIGGER rollup_category_month_update AFTER UPDATE ON rollup_category_day
REFERENCING OLD TABLE AS old_cell NEW TABLE AS new_cell FOR EACH STATEMENT EXECUTE FUNCTION rollup_category_month_follow();
--rollback DROP TRIGGER rollup_category_month_update ON rollup_category_day;

--changeset ooni-backend:260-category-months-10 labels:aggregation,issue-5
--comment: Cells that are counted anew [risk: lock; for a moment, and only the drain writes there]
CREATE TRIGGER rollup_category_month_delete AFTER DELETE ON rollup_category_day
REFERENCING OLD TABLE AS old_cell FOR EACH STATEMENT EXECUTE FUNCTION rollup_category_month_follow();
--rollback DROP TRIGGER rollup_category_month_delete ON rollup_category_day;

--changeset ooni-backend:260-category-months-11 labels:aggregation,issue-5 splitStatements:false
--comment: What was counted before; nobody else writes to the rollups while this does [risk: block; copies counts under the lock of the rollups, made before the first release]
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rollup', 0));
  DELETE FROM rollup_category_month;
  INSERT INTO rollup_category_month
  SELECT category_code, date_trunc('month', day::timestamp)::date AS month, test_id, probe_cc,
    list_scope, sum(measurement_count), sum(anomaly_count), sum(confirmed_count), sum(failure_count),
    sum(anomaly_flag_count), sum(confirmed_flag_count)
  FROM rollup_category_day GROUP BY category_code, month, test_id, probe_cc, list_scope;
END
$$;
--rollback empty: the rows go with the table

--changeset ooni-backend:260-category-months-12 labels:aggregation,issue-5 splitStatements:false stripComments:false rollbackSplitStatements:false
--comment: The months of categories are compared as well [risk: replace; compares one table more]
CREATE OR REPLACE FUNCTION rollup_check_totals()
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
  ), category_side AS (
    SELECT category_code, date_trunc('month', day::timestamp)::date AS month, test_id, probe_cc,
      list_scope, 1 AS sign, measurement_count AS m, anomaly_count AS a, confirmed_count AS c,
      failure_count AS f, anomaly_flag_count AS af, confirmed_flag_count AS cf
    FROM rollup_category_day
    UNION ALL
    SELECT category_code, month, test_id, probe_cc, list_scope, -1, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
    FROM rollup_category_month
  ), category_month AS (
    SELECT 'rollup_category_month' AS rollup,
      ARRAY[category_code, month::text, probe_cc, list_scope, (
        SELECT test_name FROM rollup_test WHERE rollup_test.test_id = category_side.test_id)] AS cell,
      ARRAY[sum(m) FILTER (WHERE sign = 1), sum(a) FILTER (WHERE sign = 1),
        sum(c) FILTER (WHERE sign = 1), sum(f) FILTER (WHERE sign = 1),
        sum(af) FILTER (WHERE sign = 1), sum(cf) FILTER (WHERE sign = 1)]::bigint[] AS expected,
      ARRAY[sum(m) FILTER (WHERE sign = -1), sum(a) FILTER (WHERE sign = -1),
        sum(c) FILTER (WHERE sign = -1), sum(f) FILTER (WHERE sign = -1),
        sum(af) FILTER (WHERE sign = -1), sum(cf) FILTER (WHERE sign = -1)]::bigint[] AS kept
    FROM category_side GROUP BY category_code, month, test_id, probe_cc, list_scope
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
  SELECT rollup, cell, expected, kept FROM category_month
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
--rollback CREATE OR REPLACE FUNCTION rollup_check_totals()
--rollback RETURNS TABLE (rollup text, cell text[], expected bigint[], kept bigint[]) LANGUAGE sql STABLE
--rollback BEGIN ATOMIC
--rollback   WITH month_side AS (
--rollback     SELECT date_trunc('month', day::timestamp)::date AS month, probe_asn, probe_cc, test_id,
--rollback       1 AS sign, measurement_count AS m, anomaly_count AS a, confirmed_count AS c,
--rollback       failure_count AS f, anomaly_flag_count AS af, confirmed_flag_count AS cf
--rollback     FROM rollup_network_day
--rollback     UNION ALL
--rollback     SELECT month, probe_asn, probe_cc, test_id, -1, measurement_count, anomaly_count,
--rollback       confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
--rollback     FROM rollup_network_month
--rollback   ), network_month AS (
--rollback     SELECT 'rollup_network_month' AS rollup,
--rollback       ARRAY[month::text, probe_cc, probe_asn::text, (
--rollback         SELECT test_name FROM rollup_test WHERE rollup_test.test_id = month_side.test_id)] AS cell,
--rollback       ARRAY[sum(m) FILTER (WHERE sign = 1), sum(a) FILTER (WHERE sign = 1),
--rollback         sum(c) FILTER (WHERE sign = 1), sum(f) FILTER (WHERE sign = 1),
--rollback         sum(af) FILTER (WHERE sign = 1), sum(cf) FILTER (WHERE sign = 1)]::bigint[] AS expected,
--rollback       ARRAY[sum(m) FILTER (WHERE sign = -1), sum(a) FILTER (WHERE sign = -1),
--rollback         sum(c) FILTER (WHERE sign = -1), sum(f) FILTER (WHERE sign = -1),
--rollback         sum(af) FILTER (WHERE sign = -1), sum(cf) FILTER (WHERE sign = -1)]::bigint[] AS kept
--rollback     FROM month_side GROUP BY month, probe_asn, probe_cc, test_id
--rollback     HAVING (sum(sign * m), sum(sign * a), sum(sign * c), sum(sign * f), sum(sign * af),
--rollback       sum(sign * cf)) <> (0, 0, 0, 0, 0, 0)
--rollback   ), overview AS (
--rollback     SELECT month, sum(measurement_count)::bigint AS measurements,
--rollback       count(DISTINCT probe_asn) AS networks, count(DISTINCT probe_cc) AS countries
--rollback     FROM rollup_network_month WHERE measurement_count > 0 GROUP BY month
--rollback   ), network_total AS (
--rollback     SELECT probe_cc, probe_asn, sum(measurement_count)::bigint AS measurements
--rollback     FROM rollup_network_month GROUP BY probe_cc, probe_asn
--rollback   ), domain_total AS (
--rollback     SELECT domain_id, test_id, sum(measurement_count)::bigint AS measurements
--rollback     FROM rollup_site_day GROUP BY domain_id, test_id
--rollback   )
--rollback   SELECT rollup, cell, expected, kept FROM network_month
--rollback   UNION ALL
--rollback   SELECT 'rollup_overview_month', ARRAY[month::text], ARRAY[measurements, networks, countries],
--rollback     ARRAY[measurement_count, network_count, country_count]
--rollback   FROM overview FULL JOIN rollup_overview_month USING (month)
--rollback   WHERE (coalesce(measurements, 0), coalesce(networks, 0), coalesce(countries, 0))
--rollback     <> (coalesce(measurement_count, 0), coalesce(network_count, 0), coalesce(country_count, 0))
--rollback   UNION ALL
--rollback   SELECT 'rollup_network_total', ARRAY[probe_cc, probe_asn::text], ARRAY[measurements],
--rollback     ARRAY[measurement_count]
--rollback   FROM network_total FULL JOIN rollup_network_total USING (probe_cc, probe_asn)
--rollback   WHERE coalesce(measurements, 0) <> coalesce(measurement_count, 0)
--rollback   UNION ALL
--rollback   SELECT 'rollup_domain_total', ARRAY[domain, test_name], ARRAY[measurements],
--rollback     ARRAY[measurement_count]
--rollback   FROM domain_total FULL JOIN rollup_domain_total USING (domain_id, test_id)
--rollback   LEFT JOIN rollup_domain USING (domain_id) LEFT JOIN rollup_test USING (test_id)
--rollback   WHERE coalesce(measurements, 0) <> coalesce(measurement_count, 0);
--rollback END;

--changeset ooni-backend:260-category-months-13 labels:aggregation,issue-5 splitStatements:false stripComments:false rollbackSplitStatements:false
--comment: The months of categories are mended as well [risk: replace; mends one table more]
CREATE OR REPLACE FUNCTION rollup_rebuild_totals() RETURNS void LANGUAGE plpgsql
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
    SELECT category_code, date_trunc('month', day::timestamp)::date AS month, test_id, probe_cc,
      list_scope, sum(measurement_count) AS measurement_count, sum(anomaly_count) AS anomaly_count,
      sum(confirmed_count) AS confirmed_count, sum(failure_count) AS failure_count,
      sum(anomaly_flag_count) AS anomaly_flag_count,
      sum(confirmed_flag_count) AS confirmed_flag_count
    FROM rollup_category_day GROUP BY category_code, month, test_id, probe_cc, list_scope
  ), gone AS (
    DELETE FROM rollup_category_month kept WHERE NOT EXISTS (
      SELECT FROM recount WHERE recount.category_code = kept.category_code
        AND recount.month = kept.month AND recount.test_id = kept.test_id
        AND recount.probe_cc = kept.probe_cc AND recount.list_scope = kept.list_scope)
  )
  INSERT INTO rollup_category_month
  SELECT * FROM recount EXCEPT SELECT * FROM rollup_category_month
  ON CONFLICT (category_code, month, test_id, probe_cc, list_scope) DO UPDATE SET
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
--rollback CREATE OR REPLACE FUNCTION rollup_rebuild_totals() RETURNS void LANGUAGE plpgsql
--rollback SET plan_cache_mode = force_custom_plan AS $$
--rollback BEGIN
--rollback   PERFORM pg_advisory_xact_lock(hashtextextended('rollup', 0));
--rollback   -- what is right already is not written
--rollback   WITH recount AS MATERIALIZED (
--rollback     SELECT date_trunc('month', day::timestamp)::date AS month, probe_asn, probe_cc, test_id,
--rollback       sum(measurement_count) AS measurement_count, sum(anomaly_count) AS anomaly_count,
--rollback       sum(confirmed_count) AS confirmed_count, sum(failure_count) AS failure_count,
--rollback       sum(anomaly_flag_count) AS anomaly_flag_count,
--rollback       sum(confirmed_flag_count) AS confirmed_flag_count
--rollback     FROM rollup_network_day GROUP BY month, probe_asn, probe_cc, test_id
--rollback   ), gone AS (
--rollback     DELETE FROM rollup_network_month kept WHERE NOT EXISTS (
--rollback       SELECT FROM recount WHERE recount.month = kept.month AND recount.probe_asn = kept.probe_asn
--rollback         AND recount.probe_cc = kept.probe_cc AND recount.test_id = kept.test_id)
--rollback   )
--rollback   INSERT INTO rollup_network_month
--rollback   SELECT * FROM recount EXCEPT SELECT * FROM rollup_network_month
--rollback   ON CONFLICT (month, probe_asn, probe_cc, test_id) DO UPDATE SET
--rollback     measurement_count = excluded.measurement_count, anomaly_count = excluded.anomaly_count,
--rollback     confirmed_count = excluded.confirmed_count, failure_count = excluded.failure_count,
--rollback     anomaly_flag_count = excluded.anomaly_flag_count,
--rollback     confirmed_flag_count = excluded.confirmed_flag_count;
--rollback
--rollback   WITH recount AS MATERIALIZED (
--rollback     SELECT probe_cc, probe_asn, sum(measurement_count) AS measurement_count
--rollback     FROM rollup_network_month GROUP BY probe_cc, probe_asn
--rollback   ), gone AS (
--rollback     DELETE FROM rollup_network_total kept WHERE NOT EXISTS (
--rollback       SELECT FROM recount
--rollback       WHERE recount.probe_cc = kept.probe_cc AND recount.probe_asn = kept.probe_asn)
--rollback   )
--rollback   INSERT INTO rollup_network_total
--rollback   SELECT * FROM recount EXCEPT SELECT * FROM rollup_network_total
--rollback   ON CONFLICT (probe_cc, probe_asn) DO UPDATE SET measurement_count = excluded.measurement_count;
--rollback
--rollback   WITH recount AS MATERIALIZED (
--rollback     SELECT domain_id, test_id, sum(measurement_count) AS measurement_count
--rollback     FROM rollup_site_day GROUP BY domain_id, test_id
--rollback   ), gone AS (
--rollback     DELETE FROM rollup_domain_total kept WHERE NOT EXISTS (
--rollback       SELECT FROM recount
--rollback       WHERE recount.domain_id = kept.domain_id AND recount.test_id = kept.test_id)
--rollback   )
--rollback   INSERT INTO rollup_domain_total
--rollback   SELECT * FROM recount EXCEPT SELECT * FROM rollup_domain_total
--rollback   ON CONFLICT (domain_id, test_id) DO UPDATE SET measurement_count = excluded.measurement_count;
--rollback
--rollback   PERFORM rollup_overview_recount(ARRAY(
--rollback     SELECT month FROM rollup_overview_month UNION SELECT month FROM rollup_network_month));
--rollback END
--rollback $$;
