--liquibase formatted sql

-- What the probes saw, one row per name, address and handshake. Written by the observation
-- pipeline, read by the observation API. A column that may be missing is null, as its answers say null.

--changeset ooni-backend:110-obs-web-1 labels:observations,issue-2
--comment: The observation API reads single observations, not whole measurements
CREATE TABLE obs_web (
    measurement_uid text NOT NULL,
    observation_idx integer NOT NULL,
    input text,
    report_id text NOT NULL DEFAULT '',
    ooni_run_link_id text NOT NULL DEFAULT '',
    measurement_start_time timestamptz,
    software_name text NOT NULL DEFAULT '',
    software_version text NOT NULL DEFAULT '',
    test_name text NOT NULL DEFAULT '',
    test_version text NOT NULL DEFAULT '',
    bucket_date date,
    probe_asn bigint NOT NULL DEFAULT 0,
    probe_cc text NOT NULL DEFAULT '',
    probe_as_org_name text NOT NULL DEFAULT '',
    probe_as_cc text NOT NULL DEFAULT '',
    probe_as_name text NOT NULL DEFAULT '',
    network_type text NOT NULL DEFAULT '',
    platform text NOT NULL DEFAULT '',
    origin text NOT NULL DEFAULT '',
    engine_name text NOT NULL DEFAULT '',
    engine_version text NOT NULL DEFAULT '',
    architecture text NOT NULL DEFAULT '',
    resolver_ip text NOT NULL DEFAULT '',
    resolver_asn bigint NOT NULL DEFAULT 0,
    resolver_cc text NOT NULL DEFAULT '',
    resolver_as_org_name text NOT NULL DEFAULT '',
    resolver_as_cc text NOT NULL DEFAULT '',
    resolver_is_scrubbed boolean NOT NULL DEFAULT false,
    resolver_asn_probe bigint NOT NULL DEFAULT 0,
    resolver_as_org_name_probe text NOT NULL DEFAULT '',
    probe_id text NOT NULL DEFAULT '',
    created_at timestamptz,
    target_id text,
    hostname text,
    transaction_id integer,
    ip text,
    port integer,
    ip_asn bigint,
    ip_as_org_name text,
    ip_as_cc text,
    ip_cc text,
    ip_is_bogon boolean,
    dns_query_type text,
    dns_failure text,
    dns_engine text,
    dns_engine_resolver_address text,
    dns_answer_type text,
    dns_answer text,
    dns_answer_asn bigint,
    dns_answer_as_org_name text,
    dns_t double precision,
    tcp_failure text,
    tcp_success boolean,
    tcp_t double precision,
    tls_failure text,
    tls_server_name text,
    tls_outer_server_name text,
    tls_echconfig text,
    tls_version text,
    tls_cipher_suite text,
    tls_is_certificate_valid boolean,
    tls_end_entity_certificate_fingerprint text,
    tls_end_entity_certificate_subject text,
    tls_end_entity_certificate_subject_common_name text,
    tls_end_entity_certificate_issuer text,
    tls_end_entity_certificate_issuer_common_name text,
    tls_end_entity_certificate_not_valid_after timestamptz,
    tls_end_entity_certificate_not_valid_before timestamptz,
    tls_end_entity_certificate_san_list text[] NOT NULL DEFAULT '{}',
    tls_certificate_chain_length integer,
    tls_certificate_chain_fingerprints text[] NOT NULL DEFAULT '{}',
    tls_handshake_read_count integer,
    tls_handshake_write_count integer,
    tls_handshake_read_bytes bigint,
    tls_handshake_write_bytes bigint,
    tls_handshake_last_operation text,
    tls_handshake_time double precision,
    tls_t double precision,
    http_request_url text,
    http_network text,
    http_alpn text,
    http_failure text,
    http_request_body_length bigint,
    http_request_method text,
    http_runtime double precision,
    http_response_body_length bigint,
    http_response_body_is_truncated boolean,
    http_response_body_sha1 text,
    http_response_status_code integer,
    http_response_header_location text,
    http_response_header_server text,
    http_request_redirect_from text,
    http_request_body_is_truncated boolean,
    http_t double precision,
    probe_analysis text,
    CONSTRAINT pk_obs_web PRIMARY KEY (measurement_uid, observation_idx)
);
--rollback DROP TABLE obs_web;

--changeset ooni-backend:110-obs-web-2 labels:observations,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE obs_web IS 'Observations taken out of web measurements [personal: possibly; kept: as long as the measurement]';
COMMENT ON COLUMN obs_web.measurement_uid IS 'The measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.observation_idx IS 'Number of the observation in it, from 0 [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.input IS 'What was measured [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_web.report_id IS 'The run [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.ooni_run_link_id IS 'OONI Run link, empty when none [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.measurement_start_time IS 'When the measurement started by the clock of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.software_name IS 'Program that measured [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.software_version IS 'Version of the program [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.test_name IS 'Name of the nettest [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.test_version IS 'Version of the nettest [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.bucket_date IS 'Day of the archive it was read from [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.probe_asn IS 'Network of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.probe_cc IS 'Country of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.probe_as_org_name IS 'Organisation of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.probe_as_cc IS 'Country of that organisation [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.probe_as_name IS 'Name of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.network_type IS 'Kind of network: wifi, mobile or wired [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.platform IS 'Operating system of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.origin IS 'Who started the run [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.engine_name IS 'Measurement engine [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.engine_version IS 'Version of the engine [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.architecture IS 'Processor architecture of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_ip IS 'Resolver the probe used [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_asn IS 'Network of the resolver [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_cc IS 'Country of the resolver [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_as_org_name IS 'Organisation of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_as_cc IS 'Country of that organisation [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_is_scrubbed IS 'Whether the probe hid the address of the resolver [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_asn_probe IS 'Network of the resolver as the probe says [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.resolver_as_org_name_probe IS 'Its organisation as the probe says [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.probe_id IS 'Pseudonym of the probe, empty when it has none [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_web.created_at IS 'When the row was made [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.target_id IS 'Group of targets [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.hostname IS 'Host name [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_web.transaction_id IS 'Transaction in the measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.ip IS 'Address of the server [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.port IS 'Port of the server [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.ip_asn IS 'Network of the server [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.ip_as_org_name IS 'Organisation of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.ip_as_cc IS 'Country of that organisation [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.ip_cc IS 'Country of the server [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.ip_is_bogon IS 'Whether no server can have the address [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_query_type IS 'DNS: type of the query [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_failure IS 'DNS: failure [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_engine IS 'DNS: engine [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_engine_resolver_address IS 'DNS: address of the engine [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_answer_type IS 'DNS: type of the answer [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_answer IS 'DNS: answer [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_answer_asn IS 'DNS: network of the answer [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_answer_as_org_name IS 'DNS: organisation of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.dns_t IS 'DNS: seconds since the start [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tcp_failure IS 'TCP: failure [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tcp_success IS 'TCP: whether the connection was made [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tcp_t IS 'TCP: seconds since the start [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_failure IS 'TLS: failure [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_server_name IS 'TLS: server name sent [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_outer_server_name IS 'TLS: server name sent in the clear [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_echconfig IS 'TLS: configuration of the encrypted hello [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_version IS 'TLS: version [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_cipher_suite IS 'TLS: cipher suite [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_is_certificate_valid IS 'TLS: whether the certificate is valid [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_fingerprint IS 'TLS: hash of the certificate [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_subject IS 'TLS: subject of the certificate [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_subject_common_name IS 'TLS: common name of the subject [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_issuer IS 'TLS: issuer of the certificate [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_issuer_common_name IS 'TLS: common name of the issuer [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_not_valid_after IS 'TLS: end of the validity [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_not_valid_before IS 'TLS: start of the validity [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_end_entity_certificate_san_list IS 'TLS: names the certificate is for [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_certificate_chain_length IS 'TLS: number of certificates [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_certificate_chain_fingerprints IS 'TLS: hashes of the certificates [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_handshake_read_count IS 'TLS: reads during the handshake [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_handshake_write_count IS 'TLS: writes during the handshake [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_handshake_read_bytes IS 'TLS: bytes read during the handshake [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_handshake_write_bytes IS 'TLS: bytes written during the handshake [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_handshake_last_operation IS 'TLS: last operation of the handshake [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_handshake_time IS 'TLS: seconds the handshake took [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.tls_t IS 'TLS: seconds since the start [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_request_url IS 'HTTP: URL asked for [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_web.http_network IS 'HTTP: tcp or udp [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_alpn IS 'HTTP: protocol agreed upon [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_failure IS 'HTTP: failure [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_request_body_length IS 'HTTP: bytes sent [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_request_method IS 'HTTP: method [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_runtime IS 'HTTP: seconds the exchange took [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_response_body_length IS 'HTTP: bytes received [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_response_body_is_truncated IS 'HTTP: whether the answer was cut [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_response_body_sha1 IS 'HTTP: hash of the answer [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_response_status_code IS 'HTTP: status [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_response_header_location IS 'HTTP: header Location [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_response_header_server IS 'HTTP: header Server [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_request_redirect_from IS 'HTTP: URL that led here [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_web.http_request_body_is_truncated IS 'HTTP: whether the request was cut [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.http_t IS 'HTTP: seconds since the start [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web.probe_analysis IS 'Verdict of the probe itself [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:110-obs-web-3 labels:observations,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON obs_web TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON obs_web FROM ooni_app;

--changeset ooni-backend:110-obs-web-4 labels:observations,issue-2
--comment: The newest observations, and all charts by time
CREATE INDEX idx_obs_web_start_time ON obs_web (measurement_start_time);
--rollback DROP INDEX idx_obs_web_start_time;

--changeset ooni-backend:110-obs-web-5 labels:observations,issue-2
--comment: Observations of one country
CREATE INDEX idx_obs_web_cc_time ON obs_web (probe_cc, measurement_start_time);
--rollback DROP INDEX idx_obs_web_cc_time;

--changeset ooni-backend:110-obs-web-6 labels:observations,issue-2
--comment: Observations of one network
CREATE INDEX idx_obs_web_asn_time ON obs_web (probe_asn, measurement_start_time);
--rollback DROP INDEX idx_obs_web_asn_time;

--changeset ooni-backend:110-obs-web-7 labels:observations,issue-2
--comment: Observations of one host; guarded as in fastpath
CREATE INDEX idx_obs_web_hostname_time ON obs_web (left(hostname, 255), measurement_start_time);
--rollback DROP INDEX idx_obs_web_hostname_time;

--changeset ooni-backend:110-obs-web-8 labels:observations,issue-2
--comment: Observations of one run; guarded as in fastpath
CREATE INDEX idx_obs_web_report ON obs_web (left(report_id, 255));
--rollback DROP INDEX idx_obs_web_report;
