--liquibase formatted sql

-- What people say about a measurement.

--changeset ooni-backend:100-msmt-feedback-1 labels:feedback,issue-2
--comment: People who know a place tell whether a verdict is right
CREATE TABLE msmt_feedback (
    measurement_uid text NOT NULL,
    account_id text NOT NULL,
    status text NOT NULL,
    comment text NOT NULL DEFAULT '',
    update_time timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_msmt_feedback PRIMARY KEY (measurement_uid, account_id)
);
--rollback DROP TABLE msmt_feedback;

--changeset ooni-backend:100-msmt-feedback-2 labels:feedback,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE msmt_feedback IS 'Remarks of account holders on measurements, the newest of each [personal: yes; kept: until the account is deleted]';
COMMENT ON COLUMN msmt_feedback.measurement_uid IS 'The measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN msmt_feedback.account_id IS 'Pseudonym of the account: keyed hash of its address [personal: yes; kept: with the row]';
COMMENT ON COLUMN msmt_feedback.status IS 'The remark, one of a closed set such as ok or blocked.dns [personal: no; kept: with the row]';
COMMENT ON COLUMN msmt_feedback.comment IS 'Free text [personal: yes; kept: with the row]';
COMMENT ON COLUMN msmt_feedback.update_time IS 'When it was given or changed [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:100-msmt-feedback-3 labels:feedback,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON msmt_feedback TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON msmt_feedback FROM ooni_app;
