--liquibase formatted sql

-- What probes are asked to measure, and in which order.

--changeset ooni-backend:070-test-lists-1 labels:prioritisation,issue-2
--comment: The order of URLs, the categories of charts and the private API need the lists at hand
CREATE TABLE citizenlab (
    domain text NOT NULL,
    url text NOT NULL,
    cc text NOT NULL,
    category_code text NOT NULL,
    CONSTRAINT pk_citizenlab PRIMARY KEY (url, cc, category_code, domain),
    CONSTRAINT ck_citizenlab_length CHECK (octet_length(url) <= 2048 AND octet_length(domain) <= 255)
);
--rollback DROP TABLE citizenlab;

--changeset ooni-backend:070-test-lists-2 labels:prioritisation,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE citizenlab IS 'URLs of the public test lists [personal: no; kept: until the next version of the lists]';
COMMENT ON COLUMN citizenlab.domain IS 'Network location of the URL [personal: no; kept: with the row]';
COMMENT ON COLUMN citizenlab.url IS 'The URL, exactly as probes are told to measure it [personal: no; kept: with the row]';
COMMENT ON COLUMN citizenlab.cc IS 'The list: ZZ for the global one, else the country in lower case [personal: no; kept: with the row]';
COMMENT ON COLUMN citizenlab.category_code IS 'Category of the content [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:070-test-lists-3 labels:prioritisation,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON citizenlab TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON citizenlab FROM ooni_app;

--changeset ooni-backend:070-test-lists-4 labels:prioritisation,issue-2
--comment: The lists of one country; the case of the code differs between sources
CREATE INDEX idx_citizenlab_cc ON citizenlab (lower(cc));
--rollback DROP INDEX idx_citizenlab_cc;

--changeset ooni-backend:070-test-lists-5 labels:prioritisation,issue-2
--comment: The category of a domain
CREATE INDEX idx_citizenlab_domain ON citizenlab (domain);
--rollback DROP INDEX idx_citizenlab_domain;

--changeset ooni-backend:070-test-lists-6 labels:prioritisation,issue-2
--comment: Editors change the order of URLs without a release
CREATE TABLE url_priorities (
    category_code text NOT NULL DEFAULT '*',
    cc text NOT NULL DEFAULT '*',
    domain text NOT NULL DEFAULT '*',
    url text NOT NULL DEFAULT '*',
    priority integer NOT NULL,
    CONSTRAINT pk_url_priorities PRIMARY KEY (category_code, cc, domain, url),
    CONSTRAINT ck_url_priorities_length CHECK (octet_length(url) <= 2048 AND octet_length(domain) <= 255)
);
--rollback DROP TABLE url_priorities;

--changeset ooni-backend:070-test-lists-7 labels:prioritisation,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE url_priorities IS 'Rules that give URLs their priority; a star stands for any [personal: no; kept: until an editor changes them]';
COMMENT ON COLUMN url_priorities.category_code IS 'Category the rule is about [personal: no; kept: with the row]';
COMMENT ON COLUMN url_priorities.cc IS 'Country the rule is about [personal: no; kept: with the row]';
COMMENT ON COLUMN url_priorities.domain IS 'Domain the rule is about [personal: no; kept: with the row]';
COMMENT ON COLUMN url_priorities.url IS 'URL the rule is about [personal: no; kept: with the row]';
COMMENT ON COLUMN url_priorities.priority IS 'Added to the priority of what matches; may be negative [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:070-test-lists-8 labels:prioritisation,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON url_priorities TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON url_priorities FROM ooni_app;

--changeset ooni-backend:070-test-lists-9 labels:prioritisation,issue-2
--comment: A new installation ranks URLs as the public backend does, before an editor has touched it [risk: rows; 31 new rows, and nothing else is in the table]
INSERT INTO url_priorities (category_code, priority) VALUES
    ('NEWS', 100), ('POLR', 100), ('HUMR', 100), ('LGBT', 100), ('ANON', 100), ('COMT', 100), ('GRP', 100),
    ('MMED', 80), ('SRCH', 80), ('PUBH', 80),
    ('REL', 60), ('XED', 60), ('HOST', 60), ('ENV', 60),
    ('FILE', 40), ('CULTR', 40), ('IGO', 40), ('GOVT', 40),
    ('DATE', 30), ('HATE', 30), ('MILX', 30), ('PROV', 30), ('PORN', 30), ('GMB', 30), ('ALDR', 30),
    ('GAME', 20), ('MISC', 20), ('HACK', 20), ('ECON', 20), ('COMM', 20), ('CTRL', 20);
--rollback DELETE FROM url_priorities WHERE cc = '*' AND domain = '*' AND url = '*';

--changeset ooni-backend:070-test-lists-10 labels:prioritisation,issue-2
--comment: URLs measured least in a network come first; counting fastpath for each check-in is too slow
CREATE TABLE counters_asn_test_list (
    week date NOT NULL,
    probe_cc text NOT NULL,
    probe_asn bigint NOT NULL,
    input text NOT NULL,
    msmt_cnt bigint NOT NULL,
    CONSTRAINT pk_counters_asn_test_list PRIMARY KEY (week, probe_cc, probe_asn, input)
);
--rollback DROP TABLE counters_asn_test_list;

--changeset ooni-backend:070-test-lists-11 labels:prioritisation,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE counters_asn_test_list IS 'Web connectivity measurements per week, network and URL of the test lists [personal: no; kept: two weeks]';
COMMENT ON COLUMN counters_asn_test_list.week IS 'First day of the week, a Sunday [personal: no; kept: with the row]';
COMMENT ON COLUMN counters_asn_test_list.probe_cc IS 'Country of the probes [personal: no; kept: with the row]';
COMMENT ON COLUMN counters_asn_test_list.probe_asn IS 'Network of the probes [personal: no; kept: with the row]';
COMMENT ON COLUMN counters_asn_test_list.input IS 'URL of the test lists, which bounds its length [personal: no; kept: with the row]';
COMMENT ON COLUMN counters_asn_test_list.msmt_cnt IS 'Number of measurements [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:070-test-lists-12 labels:prioritisation,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON counters_asn_test_list TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON counters_asn_test_list FROM ooni_app;
