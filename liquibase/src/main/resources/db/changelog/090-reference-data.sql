--liquibase formatted sql

-- Names and groups that answers are decorated with.

--changeset ooni-backend:090-reference-data-1 labels:reference,issue-2
--comment: Charts show nettests by group
CREATE TABLE test_groups (
    test_name text NOT NULL,
    test_group text NOT NULL,
    CONSTRAINT pk_test_groups PRIMARY KEY (test_name)
);
--rollback DROP TABLE test_groups;

--changeset ooni-backend:090-reference-data-2 labels:reference,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE test_groups IS 'Group of each nettest [personal: no; kept: until a release changes them]';
COMMENT ON COLUMN test_groups.test_name IS 'Name of the nettest [personal: no; kept: with the row]';
COMMENT ON COLUMN test_groups.test_group IS 'Its group, such as websites or circumvention [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:090-reference-data-3 labels:reference,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON test_groups TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON test_groups FROM ooni_app;

--changeset ooni-backend:090-reference-data-4 labels:reference,issue-2
--comment: Networks are shown with the name of their organisation
CREATE TABLE asnmeta (
    asn bigint NOT NULL,
    org_name text NOT NULL DEFAULT '',
    cc text NOT NULL DEFAULT '',
    changed date NOT NULL,
    aut_name text NOT NULL DEFAULT '',
    source text NOT NULL DEFAULT '',
    CONSTRAINT pk_asnmeta PRIMARY KEY (asn, changed)
);
--rollback DROP TABLE asnmeta;

--changeset ooni-backend:090-reference-data-5 labels:reference,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE asnmeta IS 'Organisations behind networks, as registries had them over time [personal: no; kept: until the next version of the list]';
COMMENT ON COLUMN asnmeta.asn IS 'Network [personal: no; kept: with the row]';
COMMENT ON COLUMN asnmeta.org_name IS 'Organisation [personal: no; kept: with the row]';
COMMENT ON COLUMN asnmeta.cc IS 'Country of the organisation [personal: no; kept: with the row]';
COMMENT ON COLUMN asnmeta.changed IS 'Since when; the newest is shown [personal: no; kept: with the row]';
COMMENT ON COLUMN asnmeta.aut_name IS 'Name of the network [personal: no; kept: with the row]';
COMMENT ON COLUMN asnmeta.source IS 'Registry [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:090-reference-data-6 labels:reference,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON asnmeta TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON asnmeta FROM ooni_app;
