--liquibase formatted sql

-- Which can a body goes to.

--changeset ooni-backend:231-spool-cans-1 labels:archive,issue-7
--comment: A body is in one can at most, and what is in a sealed can is found again after a crash
ALTER TABLE spool ADD COLUMN can_id bigint;
--rollback ALTER TABLE spool DROP COLUMN can_id;

--changeset ooni-backend:231-spool-cans-2 labels:archive,issue-7
--comment: A body that cannot be archived must not hold up the others, nor be lost
ALTER TABLE spool ADD COLUMN set_aside text;
--rollback ALTER TABLE spool DROP COLUMN set_aside;

--changeset ooni-backend:231-spool-cans-3 labels:archive,issue-7
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON COLUMN spool.can_id IS 'The can it goes to, in archive_can; null until one is sealed with it [personal: no; kept: with the row]';
COMMENT ON COLUMN spool.set_aside IS 'Why it cannot be archived, one of a small closed set; null when it can [personal: no; kept: with the row]';
--rollback empty: comments go with their columns

--changeset ooni-backend:231-spool-cans-4 labels:archive,issue-7 runInTransaction:false
--comment: A can is filled in the order of keys from one hour, country and nettest
CREATE INDEX CONCURRENTLY idx_spool_waiting ON spool (left(measurement_uid, 10), split_part(measurement_uid, '_', 2), split_part(measurement_uid, '_', 3), measurement_uid) WHERE can_id IS NULL AND set_aside IS NULL;
--rollback DROP INDEX idx_spool_waiting;

--changeset ooni-backend:231-spool-cans-5 labels:archive,issue-7 runInTransaction:false
--comment: The bodies of a can are read in the order of keys
CREATE INDEX CONCURRENTLY idx_spool_can_id ON spool (can_id, measurement_uid) WHERE can_id IS NOT NULL;
--rollback DROP INDEX idx_spool_can_id;

--changeset ooni-backend:231-spool-cans-6 labels:archive,issue-7 runInTransaction:false
--comment: What is set aside is counted by each gauge
CREATE INDEX CONCURRENTLY idx_spool_set_aside ON spool (set_aside) WHERE set_aside IS NOT NULL;
--rollback DROP INDEX idx_spool_set_aside;

--changeset ooni-backend:231-spool-cans-7 labels:archive,issue-7 runInTransaction:false
--comment: Nothing asks for it, and each body pays for it: the archive goes by key [risk: drop; an index, without loss, and no version used it]
DROP INDEX CONCURRENTLY idx_spool_received_at;
--rollback CREATE INDEX idx_spool_received_at ON spool (received_at);
