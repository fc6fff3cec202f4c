--liquibase formatted sql

-- Submissions that say something about the probe that is not so.

--changeset ooni-backend:140-faulty-measurements-1 labels:submission,issue-2
--comment: Wrong countries and networks are looked into later; the submission is accepted all the same
CREATE TABLE faulty_measurements (
    ts timestamptz NOT NULL DEFAULT now(),
    type text NOT NULL,
    uid uuid NOT NULL DEFAULT gen_random_uuid(),
    probe_cc text NOT NULL DEFAULT '',
    probe_asn bigint NOT NULL DEFAULT 0,
    details json NOT NULL DEFAULT '{}',
    CONSTRAINT pk_faulty_measurements PRIMARY KEY (uid)
);
--rollback DROP TABLE faulty_measurements;

--changeset ooni-backend:140-faulty-measurements-2 labels:submission,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE faulty_measurements IS 'Submissions whose country or network differs from that of the address they came from [personal: possibly; kept: 90 days]';
COMMENT ON COLUMN faulty_measurements.ts IS 'When it was received [personal: no; kept: with the row]';
COMMENT ON COLUMN faulty_measurements.type IS 'Kind of fault; geoip is the one known [personal: no; kept: with the row]';
COMMENT ON COLUMN faulty_measurements.uid IS 'Key of the row, not of the measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN faulty_measurements.probe_cc IS 'Country looked up; the address itself is not kept [personal: no; kept: with the row]';
COMMENT ON COLUMN faulty_measurements.probe_asn IS 'Network looked up [personal: no; kept: with the row]';
COMMENT ON COLUMN faulty_measurements.details IS 'What the submission says; json and not jsonb, which refuses the character zero [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:140-faulty-measurements-3 labels:submission,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON faulty_measurements TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON faulty_measurements FROM ooni_app;

--changeset ooni-backend:140-faulty-measurements-4 labels:submission,issue-2
--comment: Read by time, deleted by age
CREATE INDEX idx_faulty_measurements_ts ON faulty_measurements (ts);
--rollback DROP INDEX idx_faulty_measurements_ts;
