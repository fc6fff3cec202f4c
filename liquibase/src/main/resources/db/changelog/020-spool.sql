--liquibase formatted sql

-- Bodies between their submission and the archive.

--changeset ooni-backend:020-spool-1 labels:submission,issue-2
--comment: A body can be read from the moment it is accepted, and a retry finds the first
CREATE TABLE spool (
    measurement_uid text NOT NULL,
    report_id text NOT NULL,
    received_at timestamptz NOT NULL,
    digest bytea NOT NULL,
    size integer NOT NULL,
    content_offset integer NOT NULL,
    content_length integer NOT NULL,
    body bytea STORAGE EXTERNAL NOT NULL,
    CONSTRAINT pk_spool PRIMARY KEY (measurement_uid),
    CONSTRAINT uq_spool_digest UNIQUE (digest),
    CONSTRAINT ck_spool_digest CHECK (octet_length(digest) BETWEEN 16 AND 64),
    CONSTRAINT ck_spool_size CHECK (size >= 0 AND content_offset >= 0 AND content_length >= 0 AND content_offset <= size - content_length)
);
--rollback DROP TABLE spool;

--changeset ooni-backend:020-spool-2 labels:submission,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE spool IS 'Bodies of submissions that are not in the archive yet [personal: possibly; kept: until the archive has them and a day more]';
COMMENT ON COLUMN spool.measurement_uid IS 'The public key of the measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.report_id IS 'The run it was submitted to [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.received_at IS 'When it was received [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.digest IS 'Hash over report id and bytes: the same bytes sent again for the same run are the same measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.size IS 'Bytes of the body before compression [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.content_offset IS 'Where in the body the measurement starts, in bytes [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.content_length IS 'How long the measurement is, in bytes [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.body IS 'The body as received, one zstd frame; stored as it is, a second compression gains nothing [personal: possibly; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:020-spool-3 labels:submission,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON spool TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON spool FROM ooni_app;

--changeset ooni-backend:020-spool-4 labels:submission,issue-2
--comment: The archive takes the oldest first
CREATE INDEX idx_spool_received_at ON spool (received_at);
--rollback DROP INDEX idx_spool_received_at;
