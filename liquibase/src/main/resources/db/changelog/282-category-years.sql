--liquibase formatted sql

-- A year of categories in all countries is two hundred thousand cells by month, and 35,000 by year.

--changeset ooni-backend:282-category-years-1 labels:aggregation,issue-5
--comment: Charts of categories over long times: whole years are read here, what is left of both ends by month and day
CREATE TABLE rollup_category_year (
    category_code text NOT NULL,
    year date NOT NULL,
    test_id integer NOT NULL,
    probe_cc text NOT NULL,
    list_scope text NOT NULL,
    measurement_count integer NOT NULL,
    anomaly_count integer NOT NULL,
    confirmed_count integer NOT NULL,
    failure_count integer NOT NULL,
    anomaly_flag_count integer NOT NULL,
    confirmed_flag_count integer NOT NULL,
    CONSTRAINT pk_rollup_category_year PRIMARY KEY (year, category_code, test_id, probe_cc, list_scope)
);
--rollback DROP TABLE rollup_category_year;

--changeset ooni-backend:282-category-years-2 labels:aggregation,issue-5
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE rollup_category_year IS 'Measurements of inputs that test lists have, by category, year, country and nettest [personal: no; kept: with the measurements they count]';
COMMENT ON COLUMN rollup_category_year.category_code IS 'Category that a test list gives the input [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.year IS 'First day of the year of the start in UTC; that of 1970 when the measurement names no time [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.test_id IS 'The nettest, see rollup_test [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.probe_cc IS 'Country of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.list_scope IS 'As in rollup_category_day [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.measurement_count IS 'Measurements [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.anomaly_count IS 'Anomalies that are neither confirmed nor failed [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.confirmed_count IS 'Confirmed ones that have not failed [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.failure_count IS 'Failed ones [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.anomaly_flag_count IS 'All that say anomaly, failed or not: the count of the private API [personal: no; kept: with the row]';
COMMENT ON COLUMN rollup_category_year.confirmed_flag_count IS 'All that say confirmed, failed or not: the count of the private API [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:282-category-years-3 labels:aggregation,issue-5
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON rollup_category_year TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON rollup_category_year FROM ooni_app;

--changeset ooni-backend:282-category-years-4 labels:aggregation,issue-5
--comment: The categories of a country
CREATE INDEX idx_rollup_category_year_cc ON rollup_category_year (probe_cc, year);
--rollback DROP INDEX idx_rollup_category_year_cc;

--changeset ooni-backend:282-category-years-5 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: Whoever writes months: what changes there is added here
CREATE FUNCTION rollup_category_year_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE '
    SELECT category_code, month, test_id, probe_cc, list_scope, -measurement_count, -anomaly_count,
      -confirmed_count, -failure_count, -anomaly_flag_count, -confirmed_flag_count
    FROM old_cell' END;
  added text := CASE WHEN TG_OP = 'DELETE' THEN '' ELSE 'SELECT * FROM new_cell' END;
BEGIN
  EXECUTE format('
    INSERT INTO rollup_category_year AS kept
    SELECT category_code, date_trunc(''year'', month::timestamp)::date AS year, test_id, probe_cc,
      list_scope, sum(measurement_count), sum(anomaly_count), sum(confirmed_count),
      sum(failure_count), sum(anomaly_flag_count), sum(confirmed_flag_count)
    FROM (%s) AS change (category_code, month, test_id, probe_cc, list_scope, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count)
    GROUP BY category_code, year, test_id, probe_cc, list_scope
    ORDER BY category_code, year, test_id, probe_cc, list_scope
    ON CONFLICT (category_code, year, test_id, probe_cc, list_scope) DO UPDATE SET
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
--rollback DROP FUNCTION rollup_category_year_follow();

--changeset ooni-backend:282-category-years-6 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_category_year_follow() IS 'Trigger of rollup_category_month: adds what a statement changed there to rollup_category_year';
--rollback empty: comments go with their function

--changeset ooni-backend:282-category-years-7 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_category_year_follow() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:282-category-years-8 labels:aggregation,issue-5
--comment: New cells [risk: lock; for a moment, and only their triggers and repairs write there]
CREATE TRIGGER rollup_category_year_insert AFTER INSERT ON rollup_category_month
REFERENCING NEW TABLE AS new_cell FOR EACH STATEMENT EXECUTE FUNCTION rollup_category_year_follow();
--rollback DROP TRIGGER rollup_category_year_insert ON rollup_category_month;

--changeset ooni-backend:282-category-years-9 labels:aggregation,issue-5
--comment: Cells that are added to [risk: lock; for a moment, and only their triggers and repairs write there]
CREATE TRIGGER rollup_category_year_update AFTER UPDATE ON rollup_category_month
REFERENCING OLD TABLE AS old_cell NEW TABLE AS new_cell FOR EACH STATEMENT EXECUTE FUNCTION rollup_category_year_follow();
--rollback DROP TRIGGER rollup_category_year_update ON rollup_category_month;

--changeset ooni-backend:282-category-years-10 labels:aggregation,issue-5
--comment: Cells that are counted anew [risk: lock; for a moment, and only their triggers and repairs write there]
CREATE TRIGGER rollup_category_year_delete AFTER DELETE ON rollup_category_month
REFERENCING OLD TABLE AS old_cell FOR EACH STATEMENT EXECUTE FUNCTION rollup_category_year_follow();
--rollback DROP TRIGGER rollup_category_year_delete ON rollup_category_month;

--changeset ooni-backend:282-category-years-11 labels:aggregation,issue-5 splitStatements:false
--comment: What was counted before; nobody else writes to the rollups while this does [risk: block; copies counts under the lock of the rollups, made before the first release]
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rollup', 0));
  DELETE FROM rollup_category_year;
  INSERT INTO rollup_category_year
  SELECT category_code, date_trunc('year', month::timestamp)::date AS year, test_id, probe_cc,
    list_scope, sum(measurement_count), sum(anomaly_count), sum(confirmed_count), sum(failure_count),
    sum(anomaly_flag_count), sum(confirmed_flag_count)
  FROM rollup_category_month GROUP BY category_code, year, test_id, probe_cc, list_scope;
END
$$;
--rollback empty: the rows go with the table

--changeset ooni-backend:282-category-years-12 labels:aggregation,issue-5
--comment: It is a part of the comparison from here on [risk: rename; one that takes its name follows]
ALTER FUNCTION rollup_check_totals() RENAME TO rollup_check_months;
--rollback ALTER FUNCTION rollup_check_months() RENAME TO rollup_check_totals;

--changeset ooni-backend:282-category-years-13 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_check_months() IS 'A part of rollup_check_totals(): all but the years of categories';
--rollback COMMENT ON FUNCTION rollup_check_months() IS 'Cells of months, totals and the overview that differ from what the days below them add up to; none when all is right';

--changeset ooni-backend:282-category-years-14 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: The years of categories are compared as well
CREATE FUNCTION rollup_check_totals()
RETURNS TABLE (rollup text, cell text[], expected bigint[], kept bigint[]) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH side AS (
    SELECT category_code, date_trunc('year', month::timestamp)::date AS year, test_id, probe_cc,
      list_scope, 1 AS sign, measurement_count AS m, anomaly_count AS a, confirmed_count AS c,
      failure_count AS f, anomaly_flag_count AS af, confirmed_flag_count AS cf
    FROM rollup_category_month
    UNION ALL
    SELECT category_code, year, test_id, probe_cc, list_scope, -1, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count
    FROM rollup_category_year
  )
  SELECT rollup, cell, expected, kept FROM rollup_check_months()
  UNION ALL
  SELECT 'rollup_category_year',
    ARRAY[category_code, year::text, probe_cc, list_scope, (
      SELECT test_name FROM rollup_test WHERE rollup_test.test_id = side.test_id)],
    ARRAY[sum(m) FILTER (WHERE sign = 1), sum(a) FILTER (WHERE sign = 1),
      sum(c) FILTER (WHERE sign = 1), sum(f) FILTER (WHERE sign = 1),
      sum(af) FILTER (WHERE sign = 1), sum(cf) FILTER (WHERE sign = 1)]::bigint[],
    ARRAY[sum(m) FILTER (WHERE sign = -1), sum(a) FILTER (WHERE sign = -1),
      sum(c) FILTER (WHERE sign = -1), sum(f) FILTER (WHERE sign = -1),
      sum(af) FILTER (WHERE sign = -1), sum(cf) FILTER (WHERE sign = -1)]::bigint[]
  FROM side GROUP BY category_code, year, test_id, probe_cc, list_scope
  HAVING (sum(sign * m), sum(sign * a), sum(sign * c), sum(sign * f), sum(sign * af),
    sum(sign * cf)) <> (0, 0, 0, 0, 0, 0);
END;
--rollback DROP FUNCTION rollup_check_totals();

--changeset ooni-backend:282-category-years-15 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_check_totals() IS 'Cells of months, years, totals and the overview that differ from what the days below them add up to; none when all is right';
--rollback empty: comments go with their function

--changeset ooni-backend:282-category-years-16 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_check_totals() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:282-category-years-17 labels:aggregation,issue-5
--comment: A timer and a command of the application call it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_check_totals() TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_check_totals() FROM ooni_app;

--changeset ooni-backend:282-category-years-18 labels:aggregation,issue-5
--comment: It is a part of the repair from here on [risk: rename; one that takes its name follows]
ALTER FUNCTION rollup_rebuild_totals() RENAME TO rollup_rebuild_months;
--rollback ALTER FUNCTION rollup_rebuild_months() RENAME TO rollup_rebuild_totals;

--changeset ooni-backend:282-category-years-19 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_rebuild_months() IS 'A part of rollup_rebuild_totals(): all but the years of categories';
--rollback COMMENT ON FUNCTION rollup_rebuild_months() IS 'Brings months, totals and the overview to what the days add up to. Waits for others that write to the rollups';

--changeset ooni-backend:282-category-years-20 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: The years of categories are mended as well
CREATE FUNCTION rollup_rebuild_totals() RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  PERFORM rollup_rebuild_months();
  -- what is right already is not written
  WITH recount AS MATERIALIZED (
    SELECT category_code, date_trunc('year', month::timestamp)::date AS year, test_id, probe_cc,
      list_scope, sum(measurement_count) AS measurement_count, sum(anomaly_count) AS anomaly_count,
      sum(confirmed_count) AS confirmed_count, sum(failure_count) AS failure_count,
      sum(anomaly_flag_count) AS anomaly_flag_count,
      sum(confirmed_flag_count) AS confirmed_flag_count
    FROM rollup_category_month GROUP BY category_code, year, test_id, probe_cc, list_scope
  ), gone AS (
    DELETE FROM rollup_category_year kept WHERE NOT EXISTS (
      SELECT FROM recount WHERE recount.category_code = kept.category_code
        AND recount.year = kept.year AND recount.test_id = kept.test_id
        AND recount.probe_cc = kept.probe_cc AND recount.list_scope = kept.list_scope)
  )
  INSERT INTO rollup_category_year
  SELECT * FROM recount EXCEPT SELECT * FROM rollup_category_year
  ON CONFLICT (category_code, year, test_id, probe_cc, list_scope) DO UPDATE SET
    measurement_count = excluded.measurement_count, anomaly_count = excluded.anomaly_count,
    confirmed_count = excluded.confirmed_count, failure_count = excluded.failure_count,
    anomaly_flag_count = excluded.anomaly_flag_count,
    confirmed_flag_count = excluded.confirmed_flag_count;
END
$$;
--rollback DROP FUNCTION rollup_rebuild_totals();

--changeset ooni-backend:282-category-years-21 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_rebuild_totals() IS 'Brings months, years, totals and the overview to what the days add up to. Waits for others that write to the rollups';
--rollback empty: comments go with their function

--changeset ooni-backend:282-category-years-22 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_rebuild_totals() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:282-category-years-23 labels:aggregation,issue-5
--comment: A command of the application calls it [risk: grant; this function only]
GRANT EXECUTE ON FUNCTION rollup_rebuild_totals() TO ooni_app;
--rollback REVOKE EXECUTE ON FUNCTION rollup_rebuild_totals() FROM ooni_app;
