--liquibase formatted sql

-- What a reader of the archive checks before it shows a line.

--changeset ooni-backend:232-jsonl-proof-1 labels:archive,issue-7
--comment: A line is found in its block without looking for the first line of the block
ALTER TABLE jsonl ADD COLUMN block_line integer;
--rollback ALTER TABLE jsonl DROP COLUMN block_line;

--changeset ooni-backend:232-jsonl-proof-2 labels:archive,issue-7
--comment: An object that was altered must not be shown, even where it still looks like the measurement
ALTER TABLE jsonl ADD COLUMN line_digest bytea;
--rollback ALTER TABLE jsonl DROP COLUMN line_digest;

--changeset ooni-backend:232-jsonl-proof-3 labels:archive,issue-7
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON COLUMN jsonl.block_line IS 'Line within that gzip member, counted from 0; null when not known [personal: no; kept: with the row]';
COMMENT ON COLUMN jsonl.line_digest IS 'First 16 bytes of the SHA-256 of the line without its line feed; null when not known [personal: no; kept: with the row]';
--rollback empty: comments go with their columns
