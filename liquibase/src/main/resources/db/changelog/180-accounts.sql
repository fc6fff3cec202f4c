--liquibase formatted sql

-- What was decided about accounts of people. An account itself needs no row: it is whoever receives a login link.

--changeset ooni-backend:180-accounts-1 labels:accounts,issue-6
--comment: Roles are given and taken without a restart; no e-mail address is kept
CREATE TABLE accounts (
    account_id text NOT NULL,
    role text NOT NULL,
    changed_by text NOT NULL DEFAULT '',
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_accounts PRIMARY KEY (account_id),
    CONSTRAINT ck_accounts_account_id CHECK (account_id ~ '^[0-9a-f]{32}$'),
    CONSTRAINT ck_accounts_role CHECK (role IN ('user', 'admin'))
);
--rollback DROP TABLE accounts;

--changeset ooni-backend:180-accounts-2 labels:accounts,issue-6
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE accounts IS 'Roles that admins gave to accounts [personal: possibly; kept: until removed by hand]';
COMMENT ON COLUMN accounts.account_id IS 'Keyed hash of the e-mail address, 32 hexadecimal digits [personal: possibly; kept: with the row]';
COMMENT ON COLUMN accounts.role IS 'Either user or admin [personal: no; kept: with the row]';
COMMENT ON COLUMN accounts.changed_by IS 'Account of the admin who decided last; empty when it was done by hand [personal: possibly; kept: with the row]';
COMMENT ON COLUMN accounts.changed_at IS 'When that was [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:180-accounts-3 labels:accounts,issue-6
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON accounts FROM ooni_app;

--changeset ooni-backend:180-accounts-4 labels:accounts,issue-6
--comment: Sessions are signed tokens that nobody stores; this is how all those of one account are ended
CREATE TABLE session_expunge (
    account_id text NOT NULL,
    threshold timestamptz NOT NULL,
    CONSTRAINT pk_session_expunge PRIMARY KEY (account_id),
    CONSTRAINT ck_session_expunge_account_id CHECK (account_id ~ '^[0-9a-f]{32}$')
);
--rollback DROP TABLE session_expunge;

--changeset ooni-backend:180-accounts-5 labels:accounts,issue-6
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE session_expunge IS 'Accounts whose sessions were ended [personal: possibly; kept: until removed by hand]';
COMMENT ON COLUMN session_expunge.account_id IS 'Keyed hash of the e-mail address, 32 hexadecimal digits [personal: possibly; kept: with the row]';
COMMENT ON COLUMN session_expunge.threshold IS 'Tokens made until then are refused [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:180-accounts-6 labels:accounts,issue-6
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON session_expunge TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON session_expunge FROM ooni_app;

--changeset ooni-backend:180-accounts-7 labels:accounts,issue-6
--comment: A login link serves once, on all nodes together
CREATE TABLE login_link_used (
    link_sha256 bytea NOT NULL,
    expires timestamptz NOT NULL,
    CONSTRAINT pk_login_link_used PRIMARY KEY (link_sha256)
);
--rollback DROP TABLE login_link_used;

--changeset ooni-backend:180-accounts-8 labels:accounts,issue-6
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE login_link_used IS 'Login links that were used and have not expired yet [personal: no; kept: until the link expires, and up to the next login]';
COMMENT ON COLUMN login_link_used.link_sha256 IS 'SHA-256 of the random name of the link, which says nothing about its owner [personal: no; kept: with the row]';
COMMENT ON COLUMN login_link_used.expires IS 'When the link expires and the row can go [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:180-accounts-9 labels:accounts,issue-6
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON login_link_used TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON login_link_used FROM ooni_app;

--changeset ooni-backend:180-accounts-10 labels:accounts,issue-6
--comment: Deleted by age
CREATE INDEX idx_login_link_used_expires ON login_link_used (expires);
--rollback DROP INDEX idx_login_link_used_expires;
