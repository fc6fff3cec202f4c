--liquibase formatted sql

-- What the server does by itself from time to time, and when that was last done.

--changeset ooni-backend:271-timer-run-1 labels:timers,issue-8
--comment: People ask when something ran last, and it may have run on any node
CREATE TABLE timer_run (
    timer text NOT NULL,
    node text NOT NULL,
    ended_at timestamptz NOT NULL,
    succeeded_at timestamptz,
    CONSTRAINT pk_timer_run PRIMARY KEY (timer, node)
);
--rollback DROP TABLE timer_run;

--changeset ooni-backend:271-timer-run-2 labels:timers,issue-8
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE timer_run IS 'The last run of each timer on each node, written twice a minute [personal: no; kept: 90 days after the last run]';
COMMENT ON COLUMN timer_run.timer IS 'Name of the timer [personal: no; kept: with the row]';
COMMENT ON COLUMN timer_run.node IS 'Name of the node; not shown to the public [personal: no; kept: with the row]';
COMMENT ON COLUMN timer_run.ended_at IS 'When its last run ended [personal: no; kept: with the row]';
COMMENT ON COLUMN timer_run.succeeded_at IS 'When a run last did all it had to; null when none has [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:271-timer-run-3 labels:timers,issue-8
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON timer_run TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON timer_run FROM ooni_app;
