--liquibase formatted sql

-- Test lists: what people propose to add, change and take away, until it was merged or rejected.

--changeset ooni-backend:200-test-list-proposals-1 labels:test-lists,issue-4
--comment: One row per account, which is also what those wait for who change the same proposal
CREATE TABLE test_list_proposal (
    account_id text NOT NULL,
    state text NOT NULL DEFAULT 'CLEAN',
    pull_request integer,
    is_closing boolean NOT NULL DEFAULT false,
    checked timestamptz,
    CONSTRAINT pk_test_list_proposal PRIMARY KEY (account_id),
    CONSTRAINT ck_test_list_proposal_state CHECK (state IN ('CLEAN', 'IN_PROGRESS', 'PR_OPEN')),
    CONSTRAINT ck_test_list_proposal_pull_request CHECK ((state = 'PR_OPEN') = (pull_request IS NOT NULL AND checked IS NOT NULL))
);
--rollback DROP TABLE test_list_proposal;

--changeset ooni-backend:200-test-list-proposals-2 labels:test-lists,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE test_list_proposal IS 'How far the proposal of an account is [personal: yes; kept: for ever]';
COMMENT ON COLUMN test_list_proposal.account_id IS 'Pseudonym of who proposes: keyed hash of the address [personal: yes; kept: with the row]';
COMMENT ON COLUMN test_list_proposal.state IS 'CLEAN: nothing proposed, IN_PROGRESS: not submitted, PR_OPEN: in review [personal: no; kept: with the row]';
COMMENT ON COLUMN test_list_proposal.pull_request IS 'Number of the pull request in review [personal: no; kept: until it was merged or closed]';
COMMENT ON COLUMN test_list_proposal.is_closing IS 'Whether the backend itself is closing it, so that the changes are kept [personal: no; kept: with the row]';
COMMENT ON COLUMN test_list_proposal.checked IS 'When somebody last set out to ask whether it is still open [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:200-test-list-proposals-3 labels:test-lists,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON test_list_proposal TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON test_list_proposal FROM ooni_app;

--changeset ooni-backend:200-test-list-proposals-4 labels:test-lists,issue-4
--comment: What differs from the published lists; the lists themselves are fetched and not stored here
CREATE TABLE test_list_change (
    account_id text NOT NULL,
    change_index integer NOT NULL,
    list_name text NOT NULL,
    old_entry jsonb,
    new_entry jsonb,
    comment text NOT NULL,
    CONSTRAINT pk_test_list_change PRIMARY KEY (account_id, change_index),
    CONSTRAINT fk_test_list_change_account FOREIGN KEY (account_id) REFERENCES test_list_proposal (account_id) ON DELETE CASCADE,
    CONSTRAINT ck_test_list_change_entry CHECK (old_entry IS NOT NULL OR new_entry IS NOT NULL)
);
--rollback DROP TABLE test_list_change;

--changeset ooni-backend:200-test-list-proposals-5 labels:test-lists,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE test_list_change IS 'Changes of test lists that an account proposes [personal: yes; kept: until the proposal was merged or rejected]';
COMMENT ON COLUMN test_list_change.account_id IS 'Pseudonym of who proposes [personal: yes; kept: with the row]';
COMMENT ON COLUMN test_list_change.change_index IS 'Place in the order of the proposal, the first is 0 [personal: no; kept: with the row]';
COMMENT ON COLUMN test_list_change.list_name IS 'Country of the list in lower case, or global [personal: no; kept: with the row]';
COMMENT ON COLUMN test_list_change.old_entry IS 'The published entry that is changed or taken away; null when one is added [personal: no; kept: with the row]';
COMMENT ON COLUMN test_list_change.new_entry IS 'The entry in its place; null when it is taken away [personal: no; kept: with the row]';
COMMENT ON COLUMN test_list_change.comment IS 'Why, in words that are published with the proposal [personal: possibly; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:200-test-list-proposals-6 labels:test-lists,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON test_list_change TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON test_list_change FROM ooni_app;
