--liquibase formatted sql

-- Measurements that could not be stored.

--changeset ooni-backend:040-parked-1 labels:fastpath,issue-2
--comment: A measurement that fails again and again must not hold up the others, nor be lost
CREATE TABLE parked (
    measurement_uid text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL DEFAULT '',
    attempts integer NOT NULL DEFAULT 1,
    parked_at timestamptz NOT NULL DEFAULT now(),
    parked_by_version text NOT NULL DEFAULT '',
    replay_requested boolean NOT NULL DEFAULT false,
    CONSTRAINT pk_parked PRIMARY KEY (measurement_uid)
);
--rollback DROP TABLE parked;

--changeset ooni-backend:040-parked-2 labels:fastpath,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE parked IS 'Measurements set aside, with the reason; their bodies stay in spool and go to the archive [personal: no; kept: until replayed]';
COMMENT ON COLUMN parked.measurement_uid IS 'The public key of the measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN parked.reason IS 'Kind of failure, one of a small closed set: metrics count by it [personal: no; kept: with the row]';
COMMENT ON COLUMN parked.detail IS 'What went wrong, for the operator; no part of the body [personal: no; kept: with the row]';
COMMENT ON COLUMN parked.attempts IS 'How often it was tried [personal: no; kept: with the row]';
COMMENT ON COLUMN parked.parked_at IS 'When it was set aside last [personal: no; kept: with the row]';
COMMENT ON COLUMN parked.parked_by_version IS 'Version of the code that failed [personal: no; kept: with the row]';
COMMENT ON COLUMN parked.replay_requested IS 'Whether an operator wants it tried again [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:040-parked-3 labels:fastpath,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON parked TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON parked FROM ooni_app;

--changeset ooni-backend:040-parked-4 labels:fastpath,issue-2
--comment: The replay finds its work without reading what stays parked
CREATE INDEX idx_parked_replay ON parked (parked_at) WHERE replay_requested;
--rollback DROP INDEX idx_parked_replay;
