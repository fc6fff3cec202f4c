--liquibase formatted sql

-- Whoever writes to fastpath is counted: the application, a rerun, seeded data, a statement by hand.
-- A row of fastpath belongs to the cell (day, probe_cc, probe_asn, test_name, domain, input).

--changeset ooni-backend:210-rollup-counting-1 labels:aggregation,issue-5 splitStatements:false stripComments:false
--comment: New minus old by cell, in the transaction that writes the rows: what is not committed is not counted
CREATE FUNCTION rollup_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO rollup_delta (day, probe_cc, probe_asn, test_name, domain, input, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count)
    SELECT coalesce((measurement_start_time AT TIME ZONE 'UTC')::date, date '1970-01-01') AS cell_day,
      probe_cc, coalesce(probe_asn, 0) AS cell_asn, test_name, domain, input,
      count(*),
      count(*) FILTER (WHERE anomaly AND NOT confirmed AND NOT msm_failure),
      count(*) FILTER (WHERE confirmed AND NOT msm_failure),
      count(*) FILTER (WHERE msm_failure),
      count(*) FILTER (WHERE anomaly),
      count(*) FILTER (WHERE confirmed)
    FROM new_row
    GROUP BY cell_day, probe_cc, cell_asn, test_name, domain, input;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO rollup_delta (day, probe_cc, probe_asn, test_name, domain, input, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count)
    SELECT coalesce((measurement_start_time AT TIME ZONE 'UTC')::date, date '1970-01-01') AS cell_day,
      probe_cc, coalesce(probe_asn, 0) AS cell_asn, test_name, domain, input,
      -count(*),
      -count(*) FILTER (WHERE anomaly AND NOT confirmed AND NOT msm_failure),
      -count(*) FILTER (WHERE confirmed AND NOT msm_failure),
      -count(*) FILTER (WHERE msm_failure),
      -count(*) FILTER (WHERE anomaly),
      -count(*) FILTER (WHERE confirmed)
    FROM old_row
    GROUP BY cell_day, probe_cc, cell_asn, test_name, domain, input;
  ELSE
    INSERT INTO rollup_delta (day, probe_cc, probe_asn, test_name, domain, input, measurement_count,
      anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count)
    SELECT * FROM (
      SELECT coalesce((measurement_start_time AT TIME ZONE 'UTC')::date, date '1970-01-01') AS cell_day,
        probe_cc, coalesce(probe_asn, 0) AS cell_asn, test_name, domain, input,
        sum(sign) AS measurements,
        sum(sign * (anomaly AND NOT confirmed AND NOT msm_failure)::integer) AS anomalies,
        sum(sign * (confirmed AND NOT msm_failure)::integer) AS confirmations,
        sum(sign * msm_failure::integer) AS failures,
        sum(sign * anomaly::integer) AS anomaly_flags,
        sum(sign * confirmed::integer) AS confirmed_flags
      FROM (
        SELECT 1 AS sign, measurement_start_time, probe_cc, probe_asn, test_name, domain, input,
          anomaly, confirmed, msm_failure FROM new_row
        UNION ALL
        SELECT -1, measurement_start_time, probe_cc, probe_asn, test_name, domain, input,
          anomaly, confirmed, msm_failure FROM old_row) changed
      GROUP BY cell_day, probe_cc, cell_asn, test_name, domain, input) net
    WHERE measurements <> 0 OR anomalies <> 0 OR confirmations <> 0 OR failures <> 0
      OR anomaly_flags <> 0 OR confirmed_flags <> 0;
  END IF;
  RETURN NULL;
END
$$;
--rollback DROP FUNCTION rollup_count();

--changeset ooni-backend:210-rollup-counting-2 labels:aggregation,issue-5
--comment: Functions tell what they do where tables do
COMMENT ON FUNCTION rollup_count() IS 'Trigger of fastpath: writes to rollup_delta what the statement added and took away';
--rollback empty: comments go with their function

--changeset ooni-backend:210-rollup-counting-3 labels:aggregation,issue-5
--comment: Nobody has rights that were not given
REVOKE EXECUTE ON FUNCTION rollup_count() FROM PUBLIC;
--rollback empty: the right goes with the function

--changeset ooni-backend:210-rollup-counting-4 labels:aggregation,issue-5
--comment: Once a statement and not once a row: batches of hundreds cost little more than one row [risk: lock; made before the first release, the table is empty]
CREATE TRIGGER rollup_count_insert AFTER INSERT ON fastpath
REFERENCING NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION rollup_count();
--rollback DROP TRIGGER rollup_count_insert ON fastpath;

--changeset ooni-backend:210-rollup-counting-5 labels:aggregation,issue-5
--comment: A re-score takes the old verdict back and counts the new one [risk: lock; made before the first release, the table is empty]
CREATE TRIGGER rollup_count_update AFTER UPDATE ON fastpath
REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION rollup_count();
--rollback DROP TRIGGER rollup_count_update ON fastpath;

--changeset ooni-backend:210-rollup-counting-6 labels:aggregation,issue-5
--comment: What is removed is not counted any more [risk: lock; made before the first release, the table is empty]
CREATE TRIGGER rollup_count_delete AFTER DELETE ON fastpath
REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION rollup_count();
--rollback DROP TRIGGER rollup_count_delete ON fastpath;
