--liquibase formatted sql

-- OONI Run: links by which people have others measure what they choose.

--changeset ooni-backend:190-oonirun-1 labels:oonirun,issue-4
--comment: The numbers below are for links that OONI itself gives out
CREATE SEQUENCE oonirun_link_id_seq AS bigint START WITH 10000 MINVALUE 10000;
--rollback DROP SEQUENCE oonirun_link_id_seq;

--changeset ooni-backend:190-oonirun-2 labels:oonirun,issue-4
--comment: What is shown of a link; json and not jsonb, which would sort the languages
CREATE TABLE oonirun (
    oonirun_link_id text NOT NULL DEFAULT nextval('oonirun_link_id_seq')::text,
    creator_account_id text NOT NULL,
    date_created timestamptz NOT NULL,
    date_updated timestamptz NOT NULL,
    expiration_date timestamptz NOT NULL,
    name text NOT NULL,
    name_intl json,
    short_description text NOT NULL,
    short_description_intl json,
    description text NOT NULL,
    description_intl json,
    author text NOT NULL,
    icon text,
    color text,
    CONSTRAINT pk_oonirun PRIMARY KEY (oonirun_link_id),
    CONSTRAINT ck_oonirun_id CHECK (oonirun_link_id ~ '^[0-9]{1,19}$')
);
--rollback DROP TABLE oonirun;

--changeset ooni-backend:190-oonirun-3 labels:oonirun,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE oonirun IS 'OONI Run links; there is a lasting record of all that ever were [personal: yes; kept: for ever]';
COMMENT ON COLUMN oonirun.oonirun_link_id IS 'Key, a number as text [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.creator_account_id IS 'Pseudonym of the creator: keyed hash of the address [personal: yes; kept: with the row]';
COMMENT ON COLUMN oonirun.date_created IS 'When it was made [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.date_updated IS 'When it was saved last [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.expiration_date IS 'From when on it is neither edited nor run [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.name IS 'Title [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.name_intl IS 'Title by language [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.short_description IS 'Summary [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.short_description_intl IS 'Summary by language [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.description IS 'Description, Markdown [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.description_intl IS 'Description by language [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.author IS 'Address of the author, which the author publishes with the link [personal: yes; kept: with the row]';
COMMENT ON COLUMN oonirun.icon IS 'Name of an icon of the apps [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun.color IS 'Colour of the card, such as #0588cb [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:190-oonirun-4 labels:oonirun,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON oonirun TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON oonirun FROM ooni_app;

--changeset ooni-backend:190-oonirun-5 labels:oonirun,issue-4
--comment: The application draws numbers, it does not choose them [risk: grant; the next number only]
GRANT USAGE ON SEQUENCE oonirun_link_id_seq TO ooni_app;
--rollback REVOKE USAGE ON SEQUENCE oonirun_link_id_seq FROM ooni_app;

--changeset ooni-backend:190-oonirun-6 labels:oonirun,issue-4
--comment: Listed newest first
CREATE INDEX idx_oonirun_date_created ON oonirun (date_created);
--rollback DROP INDEX idx_oonirun_date_created;

--changeset ooni-backend:190-oonirun-7 labels:oonirun,issue-4
--comment: People list their own
CREATE INDEX idx_oonirun_creator ON oonirun (creator_account_id, date_created);
--rollback DROP INDEX idx_oonirun_creator;

--changeset ooni-backend:190-oonirun-8 labels:oonirun,issue-4
--comment: A revision is more than its nettests, of which there may be none; the key keeps two from having one number
CREATE TABLE oonirun_revision (
    oonirun_link_id text NOT NULL,
    revision integer NOT NULL,
    date_created timestamptz NOT NULL,
    account_id text NOT NULL,
    CONSTRAINT pk_oonirun_revision PRIMARY KEY (oonirun_link_id, revision),
    CONSTRAINT fk_oonirun_revision_link FOREIGN KEY (oonirun_link_id) REFERENCES oonirun (oonirun_link_id) ON DELETE CASCADE,
    CONSTRAINT ck_oonirun_revision_number CHECK (revision > 0)
);
--rollback DROP TABLE oonirun_revision;

--changeset ooni-backend:190-oonirun-9 labels:oonirun,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE oonirun_revision IS 'Revisions of the links: one for each change of the nettests, never changed itself [personal: yes; kept: with the link]';
COMMENT ON COLUMN oonirun_revision.oonirun_link_id IS 'The link [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_revision.revision IS 'Number, the first is 1 [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_revision.date_created IS 'When it was saved [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_revision.account_id IS 'Pseudonym of who saved it, the creator or an admin [personal: yes; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:190-oonirun-10 labels:oonirun,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON oonirun_revision TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON oonirun_revision FROM ooni_app;

--changeset ooni-backend:190-oonirun-11 labels:oonirun,issue-4
--comment: What probes run; options and extras are json, to be given back as they were sent
CREATE TABLE oonirun_nettest (
    oonirun_link_id text NOT NULL,
    revision integer NOT NULL,
    nettest_index integer NOT NULL,
    date_created timestamptz NOT NULL,
    test_name text NOT NULL,
    inputs text[],
    options json NOT NULL DEFAULT '{}',
    is_background_run_enabled_default boolean NOT NULL DEFAULT false,
    is_manual_run_enabled_default boolean NOT NULL DEFAULT false,
    targets_name text,
    inputs_extra json,
    CONSTRAINT pk_oonirun_nettest PRIMARY KEY (oonirun_link_id, revision, nettest_index),
    CONSTRAINT fk_oonirun_nettest_revision FOREIGN KEY (oonirun_link_id, revision) REFERENCES oonirun_revision (oonirun_link_id, revision) ON DELETE CASCADE,
    CONSTRAINT ck_oonirun_nettest_targets CHECK (targets_name IS NULL OR (inputs IS NULL AND inputs_extra IS NULL))
);
--rollback DROP TABLE oonirun_nettest;

--changeset ooni-backend:190-oonirun-12 labels:oonirun,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE oonirun_nettest IS 'Nettests of the revisions [personal: no; kept: with the link]';
COMMENT ON COLUMN oonirun_nettest.oonirun_link_id IS 'The link [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.revision IS 'The revision [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.nettest_index IS 'Place in the order of the revision, the first is 0 [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.date_created IS 'When the revision was saved [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.test_name IS 'The nettest [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.inputs IS 'What is measured; null when the nettest has no inputs or the server makes them [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.options IS 'Options of the nettest, an object [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.is_background_run_enabled_default IS 'Whether it runs unattended unless its user says otherwise [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.is_manual_run_enabled_default IS 'Whether it runs when its user starts it unless that says otherwise [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.targets_name IS 'Name of the list that the server makes for each run [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_nettest.inputs_extra IS 'An object for each input, in the order of the inputs [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:190-oonirun-13 labels:oonirun,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON oonirun_nettest TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON oonirun_nettest FROM ooni_app;

--changeset ooni-backend:190-oonirun-14 labels:oonirun,issue-4
--comment: Links of the first version have numbers of another kind and documents of any form
CREATE TABLE oonirun_v1 (
    ooni_run_link_id bigint NOT NULL,
    creator_account_id text NOT NULL,
    CONSTRAINT pk_oonirun_v1 PRIMARY KEY (ooni_run_link_id),
    CONSTRAINT ck_oonirun_v1_id CHECK (ooni_run_link_id >= 0)
);
--rollback DROP TABLE oonirun_v1;

--changeset ooni-backend:190-oonirun-15 labels:oonirun,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE oonirun_v1 IS 'OONI Run links of the first version [personal: yes; kept: for ever]';
COMMENT ON COLUMN oonirun_v1.ooni_run_link_id IS 'Key: a random number, and the number of the collector in the last two digits [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_v1.creator_account_id IS 'Pseudonym of the creator: keyed hash of the address [personal: yes; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:190-oonirun-16 labels:oonirun,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON oonirun_v1 TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON oonirun_v1 FROM ooni_app;

--changeset ooni-backend:190-oonirun-17 labels:oonirun,issue-4
--comment: A new one when the nettests, the author or the icon change; otherwise the last one is written anew
CREATE TABLE oonirun_v1_descriptor (
    ooni_run_link_id bigint NOT NULL,
    descriptor_creation_time timestamptz NOT NULL,
    translation_creation_time timestamptz NOT NULL,
    archived boolean NOT NULL DEFAULT false,
    descriptor json NOT NULL,
    author text NOT NULL DEFAULT '',
    name text NOT NULL,
    short_description text NOT NULL DEFAULT '',
    icon text NOT NULL DEFAULT '',
    CONSTRAINT pk_oonirun_v1_descriptor PRIMARY KEY (ooni_run_link_id, descriptor_creation_time),
    CONSTRAINT fk_oonirun_v1_descriptor_link FOREIGN KEY (ooni_run_link_id) REFERENCES oonirun_v1 (ooni_run_link_id) ON DELETE CASCADE
);
--rollback DROP TABLE oonirun_v1_descriptor;

--changeset ooni-backend:190-oonirun-18 labels:oonirun,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE oonirun_v1_descriptor IS 'Descriptors of the links of the first version [personal: possibly; kept: with the link]';
COMMENT ON COLUMN oonirun_v1_descriptor.ooni_run_link_id IS 'The link [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.descriptor_creation_time IS 'When the nettests, the author or the icon were changed, milliseconds [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.translation_creation_time IS 'When it was saved last, milliseconds [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.archived IS 'Whether its creator has put it away [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.descriptor IS 'The document as it was sent [personal: possibly; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.author IS 'Out of the document, for lists [personal: possibly; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.name IS 'Likewise [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.short_description IS 'Likewise [personal: no; kept: with the row]';
COMMENT ON COLUMN oonirun_v1_descriptor.icon IS 'Likewise [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:190-oonirun-19 labels:oonirun,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON oonirun_v1_descriptor TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON oonirun_v1_descriptor FROM ooni_app;

--changeset ooni-backend:190-oonirun-20 labels:oonirun,issue-4
--comment: Listed by time
CREATE INDEX idx_oonirun_v1_descriptor_time ON oonirun_v1_descriptor (descriptor_creation_time);
--rollback DROP INDEX idx_oonirun_v1_descriptor_time;
