--liquibase formatted sql

-- Block pages and block answers that are known.

--changeset ooni-backend:080-fingerprints-1 labels:fingerprint,issue-2
--comment: A verdict is confirmed by what is listed here; the scorers read all of it
CREATE TABLE fingerprints_dns (
    name text NOT NULL,
    scope text NOT NULL DEFAULT '',
    other_names text NOT NULL DEFAULT '',
    location_found text NOT NULL DEFAULT '',
    pattern_type text NOT NULL,
    pattern text NOT NULL,
    confidence_no_fp smallint NOT NULL DEFAULT 0,
    expected_countries text NOT NULL DEFAULT '',
    source text NOT NULL DEFAULT '',
    exp_url text NOT NULL DEFAULT '',
    notes text NOT NULL DEFAULT '',
    CONSTRAINT pk_fingerprints_dns PRIMARY KEY (name)
);
--rollback DROP TABLE fingerprints_dns;

--changeset ooni-backend:080-fingerprints-2 labels:fingerprint,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE fingerprints_dns IS 'Known addresses and names that resolvers answer to block [personal: no; kept: until the next version of the list]';
COMMENT ON COLUMN fingerprints_dns.name IS 'Name of the fingerprint, shown in scores [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.scope IS 'Who blocks: nat, isp, prod, inst, vbw, fp [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.other_names IS 'Former names [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.location_found IS 'Part of the answer it is looked for in [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.pattern_type IS 'How it is compared: full, prefix, contains or regexp [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.pattern IS 'What is looked for [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.confidence_no_fp IS 'How sure it is that nothing else looks like it [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.expected_countries IS 'Countries it confirms blocking in, split by commas [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.source IS 'Where it was found [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.exp_url IS 'Measurement or page that shows it [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_dns.notes IS 'Remarks of the editors [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:080-fingerprints-3 labels:fingerprint,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON fingerprints_dns TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON fingerprints_dns FROM ooni_app;

--changeset ooni-backend:080-fingerprints-4 labels:fingerprint,issue-2
--comment: A verdict is confirmed by what is listed here; the scorers read all of it
CREATE TABLE fingerprints_http (
    name text NOT NULL,
    scope text NOT NULL DEFAULT '',
    other_names text NOT NULL DEFAULT '',
    location_found text NOT NULL DEFAULT '',
    pattern_type text NOT NULL,
    pattern text NOT NULL,
    confidence_no_fp smallint NOT NULL DEFAULT 0,
    expected_countries text NOT NULL DEFAULT '',
    source text NOT NULL DEFAULT '',
    exp_url text NOT NULL DEFAULT '',
    notes text NOT NULL DEFAULT '',
    CONSTRAINT pk_fingerprints_http PRIMARY KEY (name)
);
--rollback DROP TABLE fingerprints_http;

--changeset ooni-backend:080-fingerprints-5 labels:fingerprint,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE fingerprints_http IS 'Known texts and headers of block pages [personal: no; kept: until the next version of the list]';
COMMENT ON COLUMN fingerprints_http.name IS 'Name of the fingerprint, shown in scores [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.scope IS 'Who blocks: nat, isp, prod, inst, vbw, fp, injb, prov [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.other_names IS 'Former names [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.location_found IS 'Part of the answer it is looked for in [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.pattern_type IS 'How it is compared: full, prefix, contains or regexp [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.pattern IS 'What is looked for [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.confidence_no_fp IS 'How sure it is that nothing else looks like it [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.expected_countries IS 'Countries it confirms blocking in, split by commas [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.source IS 'Where it was found [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.exp_url IS 'Measurement or page that shows it [personal: no; kept: with the row]';
COMMENT ON COLUMN fingerprints_http.notes IS 'Remarks of the editors [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:080-fingerprints-6 labels:fingerprint,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON fingerprints_http TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON fingerprints_http FROM ooni_app;
