--liquibase formatted sql

-- Lists and files that are fetched from others, and when that was last done.

--changeset ooni-backend:150-feeds-1 labels:feed,issue-4
--comment: Nodes share the work: who claims the row of a feed fetches it, and the others see when it is due again
CREATE TABLE feed (
    name text NOT NULL,
    due timestamptz NOT NULL,
    claim uuid,
    validators json NOT NULL DEFAULT '{}',
    row_count bigint NOT NULL DEFAULT 0,
    last_success timestamptz,
    last_change timestamptz,
    failures bigint NOT NULL DEFAULT 0,
    last_failure text NOT NULL DEFAULT '',
    CONSTRAINT pk_feed PRIMARY KEY (name)
);
--rollback DROP TABLE feed;

--changeset ooni-backend:150-feeds-2 labels:feed,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE feed IS 'Lists and files that are fetched from others [personal: no; kept: as long as the feed is configured]';
COMMENT ON COLUMN feed.name IS 'Name of the feed; that of a file each node has for itself ends with the name of the node [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.due IS 'When it is fetched again; while it is being fetched, when that is given up [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.claim IS 'Drawn by the run that is under way; null when none is [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.validators IS 'Version of each part by its address, as the server of the part names it [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.row_count IS 'Rows or records taken into use last [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.last_success IS 'When it was last fetched, or found unchanged [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.last_change IS 'When new content was last taken into use [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.failures IS 'Failed runs since the last success [personal: no; kept: with the row]';
COMMENT ON COLUMN feed.last_failure IS 'Short reason of the last of them [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:150-feeds-3 labels:feed,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON feed TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON feed FROM ooni_app;
