--liquibase formatted sql

-- How many measurements came in during the last hours, for people who look at the front page.

--changeset ooni-backend:270-accepted-minute-1 labels:pages,issue-8
--comment: A chart of the last hour needs minutes, and counting bodies for each visitor would cost as much as storing them
CREATE TABLE accepted_minute (
    minute timestamptz NOT NULL,
    node text NOT NULL,
    accepted bigint NOT NULL,
    CONSTRAINT pk_accepted_minute PRIMARY KEY (minute, node),
    CONSTRAINT ck_accepted_minute_accepted CHECK (accepted >= 0)
);
--rollback DROP TABLE accepted_minute;

--changeset ooni-backend:270-accepted-minute-2 labels:pages,issue-8
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE accepted_minute IS 'How many measurements each node has taken in each minute, for a chart only [personal: no; kept: 1 day]';
COMMENT ON COLUMN accepted_minute.minute IS 'Start of the minute [personal: no; kept: with the row]';
COMMENT ON COLUMN accepted_minute.node IS 'Name of the node [personal: no; kept: with the row]';
COMMENT ON COLUMN accepted_minute.accepted IS 'How many [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:270-accepted-minute-3 labels:pages,issue-8
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON accepted_minute TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON accepted_minute FROM ooni_app;
