--liquibase formatted sql

-- The verdicts: one row per measurement, partitioned by the time the measurement says it started.
-- Text that comes from a body can be as long as the body. A b-tree takes keys of up to 2704 bytes, so a
-- key on such a column is left(column, 255), and a query says both:
--   left(domain, 255) = left(:domain, 255) AND domain = :domain
-- probe_cc and test_name need no guard: a submission with more than 2 and 30 characters is refused.

--changeset ooni-backend:010-fastpath-1 labels:fastpath,issue-2
--comment: Verdicts are read by time, mostly the newest months: partitions keep those small
CREATE TABLE fastpath (
    measurement_uid text NOT NULL,
    report_id text NOT NULL DEFAULT '',
    input text NOT NULL DEFAULT '',
    probe_cc text NOT NULL DEFAULT '',
    probe_asn bigint,
    test_name text NOT NULL DEFAULT '',
    test_start_time timestamptz,
    measurement_start_time timestamptz,
    filename text NOT NULL DEFAULT '',
    scores text NOT NULL,
    platform text NOT NULL,
    anomaly boolean NOT NULL,
    confirmed boolean NOT NULL,
    msm_failure boolean NOT NULL,
    domain text NOT NULL DEFAULT '',
    software_name text NOT NULL DEFAULT '',
    software_version text NOT NULL DEFAULT '',
    control_failure text NOT NULL DEFAULT '',
    blocking_general real NOT NULL DEFAULT 0,
    is_ssl_expected smallint NOT NULL DEFAULT 0,
    page_len integer NOT NULL DEFAULT 0,
    page_len_ratio real NOT NULL DEFAULT 0,
    server_cc text NOT NULL DEFAULT '',
    server_asn integer NOT NULL DEFAULT 0,
    server_as_name text NOT NULL DEFAULT '',
    update_time timestamptz NOT NULL DEFAULT clock_timestamp(),
    test_version text NOT NULL DEFAULT '',
    architecture text NOT NULL DEFAULT '',
    engine_name text NOT NULL DEFAULT '',
    engine_version text NOT NULL DEFAULT '',
    test_runtime real,
    blocking_type text NOT NULL DEFAULT '',
    test_helper_address text NOT NULL DEFAULT '',
    test_helper_type text NOT NULL DEFAULT '',
    ooni_run_link_id numeric(20, 0),
    is_verified text NOT NULL DEFAULT 'u',
    scorer_version text NOT NULL DEFAULT '',
    fingerprint_snapshot text NOT NULL DEFAULT '',
    rule text NOT NULL DEFAULT '',
    CONSTRAINT ck_fastpath_is_verified CHECK (is_verified IN ('u', 't', 'f'))
) PARTITION BY RANGE (measurement_start_time);
--rollback DROP TABLE fastpath;

--changeset ooni-backend:010-fastpath-2 labels:fastpath,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE fastpath IS 'Verdict on each measurement. The raw measurement is in spool or in the archive [personal: possibly; kept: for good, it is published evidence]';
COMMENT ON COLUMN fastpath.measurement_uid IS 'The public key of the measurement, given at its submission [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.report_id IS 'The run the measurement belongs to, as the body says [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.input IS 'What was measured, mostly a URL; empty when nothing in particular [personal: possibly; kept: with the row]';
COMMENT ON COLUMN fastpath.probe_cc IS 'Country the probe was in, as the body says: upper case since 2020 [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.probe_asn IS 'Network the probe was in; null when the body names no usable number [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.test_name IS 'Name of the nettest [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.test_start_time IS 'When the run started by the clock of the probe; null when missing or unreadable [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.measurement_start_time IS 'When the measurement started by the clock of the probe; null when missing or unreadable; selects the partition [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.filename IS 'Object of the archive, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.scores IS 'The verdict in full: a JSON object, kept as text because it is published byte for byte [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.platform IS 'Operating system of the probe; unset when the body does not say [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.anomaly IS 'Whether blocking is likelier than not [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.confirmed IS 'Whether a known block page or block answer was seen [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.msm_failure IS 'Whether the measurement cannot be relied upon [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.domain IS 'Network location of the input, port included, case kept [personal: possibly; kept: with the row]';
COMMENT ON COLUMN fastpath.software_name IS 'Program that measured [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.software_version IS 'Version of the program [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.control_failure IS 'Failure of the control measurement, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.blocking_general IS 'Score, set in old data only; see scores [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.is_ssl_expected IS 'Feature of the page, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.page_len IS 'Feature of the page: bytes, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.page_len_ratio IS 'Feature of the page: bytes by the bytes the control got, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.server_cc IS 'Country of the server reached, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.server_asn IS 'Network of the server reached, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.server_as_name IS 'Name of that network, set in old data only [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.update_time IS 'When the verdict was written; a writer that replaces a row sets it [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.test_version IS 'Version of the nettest [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.architecture IS 'Processor architecture of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.engine_name IS 'Measurement engine [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.engine_version IS 'Version of the engine [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.test_runtime IS 'Seconds the measurement took; null when not a usable number [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.blocking_type IS 'Kind of blocking: dns, tcp_ip, http-diff, http-failure; empty when none is seen [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.test_helper_address IS 'Test helper that gave the control measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.test_helper_type IS 'Protocol of that test helper [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.ooni_run_link_id IS 'OONI Run link the probe followed: unsigned 64 bits, which bigint cannot hold; null when none [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.is_verified IS 'Credential of the probe: t verified, f refused, u not shown [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.scorer_version IS 'Version of the code that gave the verdict [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.fingerprint_snapshot IS 'Set of fingerprints the verdict was given with [personal: no; kept: with the row]';
COMMENT ON COLUMN fastpath.rule IS 'Rule that decided the verdict [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:010-fastpath-3 labels:fastpath,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON fastpath TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON fastpath FROM ooni_app;

--changeset ooni-backend:010-fastpath-4 labels:fastpath,issue-2
--comment: Upserts name these two columns; two rows of one measurement without a start time are duplicates as well
CREATE UNIQUE INDEX uq_fastpath_measurement_uid ON fastpath (measurement_uid, measurement_start_time) NULLS NOT DISTINCT;
--rollback DROP INDEX uq_fastpath_measurement_uid;

--changeset ooni-backend:010-fastpath-5 labels:fastpath,issue-2
--comment: The newest measurements first, and keyset paging through them
CREATE INDEX idx_fastpath_start_time ON fastpath (measurement_start_time, measurement_uid);
--rollback DROP INDEX idx_fastpath_start_time;

--changeset ooni-backend:010-fastpath-6 labels:fastpath,issue-2
--comment: Lists and charts of one country
CREATE INDEX idx_fastpath_cc_test_time ON fastpath (probe_cc, test_name, measurement_start_time);
--rollback DROP INDEX idx_fastpath_cc_test_time;

--changeset ooni-backend:010-fastpath-7 labels:fastpath,issue-2
--comment: Lists and charts of one network
CREATE INDEX idx_fastpath_asn_time ON fastpath (probe_asn, measurement_start_time);
--rollback DROP INDEX idx_fastpath_asn_time;

--changeset ooni-backend:010-fastpath-8 labels:fastpath,issue-2
--comment: Lists and charts of one website; a prefix and not a hash, so that it can be sorted and read by humans
CREATE INDEX idx_fastpath_domain_time ON fastpath (left(domain, 255), measurement_start_time);
--rollback DROP INDEX idx_fastpath_domain_time;

--changeset ooni-backend:010-fastpath-9 labels:fastpath,issue-2
--comment: All measurements of one run; input is not part of it, a run has few enough
CREATE INDEX idx_fastpath_report ON fastpath (left(report_id, 255));
--rollback DROP INDEX idx_fastpath_report;

--changeset ooni-backend:010-fastpath-10 labels:fastpath,issue-2
--comment: One row in twenty is an anomaly: lists of them in one country need not read the others
CREATE INDEX idx_fastpath_anomaly_cc_time ON fastpath (probe_cc, measurement_start_time) WHERE anomaly;
--rollback DROP INDEX idx_fastpath_anomaly_cc_time;

--changeset ooni-backend:010-fastpath-11 labels:fastpath,issue-2
--comment: Where and when a website looked blocked
CREATE INDEX idx_fastpath_anomaly_domain_time ON fastpath (left(domain, 255), measurement_start_time) WHERE anomaly;
--rollback DROP INDEX idx_fastpath_anomaly_domain_time;

--changeset ooni-backend:010-fastpath-12 labels:fastpath,issue-2
--comment: One row in a hundred is confirmed: the lists read first
CREATE INDEX idx_fastpath_confirmed_cc_time ON fastpath (probe_cc, measurement_start_time) WHERE confirmed;
--rollback DROP INDEX idx_fastpath_confirmed_cc_time;

--changeset ooni-backend:010-fastpath-13 labels:fastpath,issue-2 splitStatements:false rollbackSplitStatements:false
--comment: Few measurements are that old: a partition per year holds them [risk: block; makes empty partitions, the loop names them all]
DO $$
BEGIN
  FOR year IN 2012..2019 LOOP
    EXECUTE format(
        'CREATE TABLE fastpath_y%s PARTITION OF fastpath FOR VALUES FROM (%L) TO (%L)',
        year, year || '-01-01 00:00:00+00', year + 1 || '-01-01 00:00:00+00');
  END LOOP;
END
$$;
--rollback DO $$
--rollback BEGIN
--rollback   FOR year IN 2012..2019 LOOP
--rollback     EXECUTE format('DROP TABLE fastpath_y%s', year);
--rollback   END LOOP;
--rollback END
--rollback $$;

--changeset ooni-backend:010-fastpath-14 labels:fastpath,issue-2 splitStatements:false rollbackSplitStatements:false
--comment: A month of the recent years is what a reader asks for; years to come get a change set of their own [risk: block; makes empty partitions, the loop names them all]
DO $$
DECLARE
  first timestamp := '2020-01-01';
BEGIN
  WHILE first < '2028-01-01' LOOP
    EXECUTE format(
        'CREATE TABLE fastpath_m%s PARTITION OF fastpath FOR VALUES FROM (%L) TO (%L)',
        to_char(first, 'YYYYMM'),
        to_char(first, 'YYYY-MM-DD 00:00:00+00'),
        to_char(first + interval '1 month', 'YYYY-MM-DD 00:00:00+00'));
    first := first + interval '1 month';
  END LOOP;
END
$$;
--rollback DO $$
--rollback DECLARE
--rollback   first timestamp := '2020-01-01';
--rollback BEGIN
--rollback   WHILE first < '2028-01-01' LOOP
--rollback     EXECUTE format('DROP TABLE fastpath_m%s', to_char(first, 'YYYYMM'));
--rollback     first := first + interval '1 month';
--rollback   END LOOP;
--rollback END
--rollback $$;

--changeset ooni-backend:010-fastpath-15 labels:fastpath,issue-2
--comment: Clocks of probes are wrong and times are missing: such a measurement is kept all the same
CREATE TABLE fastpath_default PARTITION OF fastpath DEFAULT;
--rollback DROP TABLE fastpath_default;
