--liquibase formatted sql

-- How long tools against blocking took. Quantiles cannot be added up, so no rollup has them.

--changeset ooni-backend:240-circumvention-runtime-1 labels:circumvention,issue-6
--comment: Half a year of verdicts takes seconds to read: what was summed up of a day that is over is kept
CREATE TABLE circumvention_runtime (
    day date NOT NULL,
    test_id integer NOT NULL,
    probe_cc text NOT NULL,
    measurement_count integer NOT NULL,
    runtime_count integer NOT NULL,
    median double precision NOT NULL,
    p90 double precision NOT NULL,
    CONSTRAINT pk_circumvention_runtime PRIMARY KEY (day, test_id, probe_cc)
);
--rollback DROP TABLE circumvention_runtime;

--changeset ooni-backend:240-circumvention-runtime-2 labels:circumvention,issue-6
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE circumvention_runtime IS 'How long nettests of tools against blocking took, by day, nettest and country; can be made anew from fastpath [personal: no; kept: half a year]';
COMMENT ON COLUMN circumvention_runtime.day IS 'Day of the start in UTC [personal: no; kept: with the row]';
COMMENT ON COLUMN circumvention_runtime.test_id IS 'The nettest, see rollup_test [personal: no; kept: with the row]';
COMMENT ON COLUMN circumvention_runtime.probe_cc IS 'Country of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN circumvention_runtime.measurement_count IS 'Measurements that rollup_country_day had when the row was made; when it has others, the row is made anew [personal: no; kept: with the row]';
COMMENT ON COLUMN circumvention_runtime.runtime_count IS 'Measurements among them that say how long they took [personal: no; kept: with the row]';
COMMENT ON COLUMN circumvention_runtime.median IS 'Seconds that half of them do not exceed; 0 when there are none [personal: no; kept: with the row]';
COMMENT ON COLUMN circumvention_runtime.p90 IS 'Seconds that nine in ten of them do not exceed; 0 when there are none [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:240-circumvention-runtime-3 labels:circumvention,issue-6
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON circumvention_runtime TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON circumvention_runtime FROM ooni_app;
