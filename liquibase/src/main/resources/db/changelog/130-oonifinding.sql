--liquibase formatted sql

-- Findings: what researchers concluded from measurements.

--changeset ooni-backend:130-oonifinding-1 labels:findings,issue-2
--comment: Researchers publish incidents beside the data
CREATE TABLE oonifinding (
    finding_id text NOT NULL,
    finding_slug text NOT NULL,
    create_time timestamptz NOT NULL DEFAULT now(),
    update_time timestamptz NOT NULL DEFAULT now(),
    start_time timestamptz NOT NULL,
    end_time timestamptz,
    creator_account_id text NOT NULL DEFAULT '',
    title text NOT NULL,
    short_description text NOT NULL DEFAULT '',
    text text NOT NULL,
    reported_by text NOT NULL DEFAULT '',
    email_address text NOT NULL DEFAULT '',
    event_type text NOT NULL DEFAULT '',
    published boolean NOT NULL DEFAULT false,
    deleted boolean NOT NULL DEFAULT false,
    country_codes text[] NOT NULL DEFAULT '{}',
    asns bigint[] NOT NULL DEFAULT '{}',
    domains text[] NOT NULL DEFAULT '{}',
    themes text[] NOT NULL DEFAULT '{}',
    tags text[] NOT NULL DEFAULT '{}',
    links text[] NOT NULL DEFAULT '{}',
    test_names text[] NOT NULL DEFAULT '{}',
    CONSTRAINT pk_oonifinding PRIMARY KEY (finding_id),
    CONSTRAINT uq_oonifinding_slug UNIQUE (finding_slug),
    CONSTRAINT ck_oonifinding_period CHECK (end_time >= start_time)
);
--rollback DROP TABLE oonifinding;

--changeset ooni-backend:130-oonifinding-2 labels:findings,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE oonifinding IS 'Findings and their drafts [personal: yes; kept: until deleted by their author]';
COMMENT ON COLUMN oonifinding.finding_id IS 'Key, digits only [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.finding_slug IS 'Key that reads well in an address [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.create_time IS 'When it was written [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.update_time IS 'When it was changed last [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.start_time IS 'Start of the incident [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.end_time IS 'End of the incident; null while it lasts [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.creator_account_id IS 'Pseudonym of the author: keyed hash of the address [personal: yes; kept: with the row]';
COMMENT ON COLUMN oonifinding.title IS 'Title [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.short_description IS 'Summary [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.text IS 'Text, Markdown [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.reported_by IS 'Who reports, as shown to readers [personal: yes; kept: with the row]';
COMMENT ON COLUMN oonifinding.email_address IS 'Address of the author, shown to administrators only [personal: yes; kept: with the row]';
COMMENT ON COLUMN oonifinding.event_type IS 'Kind of event [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.published IS 'Whether everybody sees it [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.deleted IS 'Whether it was withdrawn; kept for old data [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.country_codes IS 'Countries concerned [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.asns IS 'Networks concerned [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.domains IS 'Websites concerned [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.themes IS 'Themes [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.tags IS 'Tags [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.links IS 'Links [personal: no; kept: with the row]';
COMMENT ON COLUMN oonifinding.test_names IS 'Nettests concerned [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:130-oonifinding-3 labels:findings,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON oonifinding TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON oonifinding FROM ooni_app;
