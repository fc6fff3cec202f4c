--liquibase formatted sql

-- Whether everything that was accepted has arrived.

--changeset ooni-backend:233-ledger-1 labels:ledger,issue-7
--comment: What was accepted is counted where it is accepted, so that a loss on the way is seen
CREATE TABLE accepted_count (
    log_id text NOT NULL,
    hour text NOT NULL,
    accepted bigint NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_accepted_count PRIMARY KEY (hour, log_id),
    CONSTRAINT ck_accepted_count_hour CHECK (hour ~ '^[0-9]{10}$' AND accepted >= 0)
);
--rollback DROP TABLE accepted_count;

--changeset ooni-backend:233-ledger-2 labels:ledger,issue-7
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE accepted_count IS 'How many measurements each accept log has taken in each hour, as the log itself counts [personal: no; kept: for good]';
COMMENT ON COLUMN accepted_count.log_id IS 'Identity that an accept log gives itself when it is made [personal: no; kept: with the row]';
COMMENT ON COLUMN accepted_count.hour IS 'Hour in the keys, UTC: yyyyMMddHH [personal: no; kept: with the row]';
COMMENT ON COLUMN accepted_count.accepted IS 'How many; only ever grows [personal: no; kept: with the row]';
COMMENT ON COLUMN accepted_count.reported_at IS 'When the log told last [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:233-ledger-3 labels:ledger,issue-7
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON accepted_count TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON accepted_count FROM ooni_app;

--changeset ooni-backend:233-ledger-4 labels:ledger,issue-7
--comment: A measurement without a row in the lists is told from one whose row was lost
CREATE TABLE unlisted (
    measurement_uid text NOT NULL,
    reason text NOT NULL,
    noticed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_unlisted PRIMARY KEY (measurement_uid)
);
--rollback DROP TABLE unlisted;

--changeset ooni-backend:233-ledger-5 labels:ledger,issue-7
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE unlisted IS 'Measurements that are archived and by the rules of scoring have no verdict [personal: no; kept: for good]';
COMMENT ON COLUMN unlisted.measurement_uid IS 'The public key of the measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN unlisted.reason IS 'The rule, one of a small closed set [personal: no; kept: with the row]';
COMMENT ON COLUMN unlisted.noticed_at IS 'When it was committed [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:233-ledger-6 labels:ledger,issue-7
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON unlisted TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON unlisted FROM ooni_app;

--changeset ooni-backend:233-ledger-7 labels:ledger,issue-7
--comment: The numbers of an hour are shown to everybody, so they are counted once and not for each question
CREATE TABLE ledger (
    hour text NOT NULL,
    accepted bigint,
    duplicate bigint NOT NULL,
    scored bigint NOT NULL,
    failed bigint NOT NULL,
    unlisted bigint NOT NULL,
    parked bigint NOT NULL,
    unjudged bigint NOT NULL,
    waiting bigint NOT NULL,
    set_aside bigint NOT NULL,
    archived bigint NOT NULL,
    indexed bigint NOT NULL,
    settled boolean NOT NULL,
    counted_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_ledger PRIMARY KEY (hour),
    CONSTRAINT ck_ledger_hour CHECK (hour ~ '^[0-9]{10}$')
);
--rollback DROP TABLE ledger;

--changeset ooni-backend:233-ledger-8 labels:ledger,issue-7
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE ledger IS 'What became of the measurements of each hour: accepted = duplicate + scored + failed + unlisted + parked + unjudged, and all but the duplicates = waiting + set_aside + archived, and archived = indexed [personal: no; kept: for good]';
COMMENT ON COLUMN ledger.hour IS 'Hour in the keys, UTC: yyyyMMddHH [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.accepted IS 'Acknowledged, as the accept logs tell; null when none has told [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.duplicate IS 'Of these the same bytes as another, received by two nodes [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.scored IS 'Bodies with a verdict [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.failed IS 'Bodies with the verdict that they cannot be relied upon [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.unlisted IS 'Bodies that have no verdict by the rules [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.parked IS 'Bodies set aside by the fastpath [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.unjudged IS 'Bodies of which nobody knows what the fastpath made of them; should be 0 [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.waiting IS 'Bodies that are not in the archive yet [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.set_aside IS 'Bodies that cannot be archived as they are [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.archived IS 'Bodies in objects that were read back and compared [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.indexed IS 'Lines of these objects that the index knows [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.settled IS 'Whether the hour is over and its numbers add up [personal: no; kept: with the row]';
COMMENT ON COLUMN ledger.counted_at IS 'When it was counted last [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:233-ledger-9 labels:ledger,issue-7
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON ledger FROM ooni_app;

--changeset ooni-backend:233-ledger-10 labels:ledger,issue-7
--comment: Each gauge sums the hours that do not add up
CREATE INDEX idx_ledger_unsettled ON ledger (hour) WHERE NOT settled;
--rollback DROP INDEX idx_ledger_unsettled;
