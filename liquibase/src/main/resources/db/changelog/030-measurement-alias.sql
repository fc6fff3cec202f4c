--liquibase formatted sql

-- Second keys of measurements that were submitted twice.

--changeset ooni-backend:030-measurement-alias-1 labels:submission,issue-2
--comment: A retry that was given a key of its own must still be found by it
CREATE TABLE measurement_alias (
    measurement_uid text NOT NULL,
    alias_of text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_measurement_alias PRIMARY KEY (measurement_uid)
);
--rollback DROP TABLE measurement_alias;

--changeset ooni-backend:030-measurement-alias-2 labels:submission,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE measurement_alias IS 'Keys given to a retry, and the measurement they stand for [personal: no; kept: for good]';
COMMENT ON COLUMN measurement_alias.measurement_uid IS 'The key the retry was given [personal: no; kept: with the row]';
COMMENT ON COLUMN measurement_alias.alias_of IS 'The key of the measurement received first [personal: no; kept: with the row]';
COMMENT ON COLUMN measurement_alias.created_at IS 'When the retry was noticed [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:030-measurement-alias-3 labels:submission,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON measurement_alias TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON measurement_alias FROM ooni_app;

--changeset ooni-backend:030-measurement-alias-4 labels:submission,issue-2
--comment: All keys of one measurement
CREATE INDEX idx_measurement_alias_alias_of ON measurement_alias (alias_of);
--rollback DROP INDEX idx_measurement_alias_alias_of;
