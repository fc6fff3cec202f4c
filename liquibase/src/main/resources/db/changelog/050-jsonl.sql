--liquibase formatted sql

-- Where in the archive a measurement lies.

--changeset ooni-backend:050-jsonl-1 labels:archive,issue-2
--comment: One measurement is read from the archive without searching it
CREATE TABLE jsonl (
    report_id text NOT NULL DEFAULT '',
    input text NOT NULL DEFAULT '',
    s3path text NOT NULL,
    linenum integer NOT NULL,
    measurement_uid text NOT NULL,
    block_offset bigint,
    block_length integer,
    CONSTRAINT pk_jsonl PRIMARY KEY (s3path, linenum),
    CONSTRAINT ck_jsonl_block CHECK ((block_offset IS NULL) = (block_length IS NULL))
);
--rollback DROP TABLE jsonl;

--changeset ooni-backend:050-jsonl-2 labels:archive,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE jsonl IS 'Index of the archive: object and line of each measurement [personal: possibly; kept: for good]';
COMMENT ON COLUMN jsonl.report_id IS 'The run the measurement belongs to, as the body says [personal: no; kept: with the row]';
COMMENT ON COLUMN jsonl.input IS 'What was measured [personal: possibly; kept: with the row]';
COMMENT ON COLUMN jsonl.s3path IS 'Key of the object [personal: no; kept: with the row]';
COMMENT ON COLUMN jsonl.linenum IS 'Line in the object, counted from 0 [personal: no; kept: with the row]';
COMMENT ON COLUMN jsonl.measurement_uid IS 'The public key of the measurement; not unique in old data [personal: no; kept: with the row]';
COMMENT ON COLUMN jsonl.block_offset IS 'Where in the object the gzip member with the line starts, in bytes; null when not known [personal: no; kept: with the row]';
COMMENT ON COLUMN jsonl.block_length IS 'How long that gzip member is, in bytes; null when not known [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:050-jsonl-3 labels:archive,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON jsonl TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON jsonl FROM ooni_app;

--changeset ooni-backend:050-jsonl-4 labels:archive,issue-2
--comment: The way from a measurement to its body
CREATE INDEX idx_jsonl_measurement_uid ON jsonl (measurement_uid);
--rollback DROP INDEX idx_jsonl_measurement_uid;

--changeset ooni-backend:050-jsonl-5 labels:archive,issue-2
--comment: Old measurements are asked for by run and input; guarded as in fastpath
CREATE INDEX idx_jsonl_report ON jsonl (left(report_id, 255));
--rollback DROP INDEX idx_jsonl_report;
