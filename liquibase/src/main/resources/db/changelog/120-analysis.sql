--liquibase formatted sql

-- What the analysis makes of observations. Written by the analysis jobs, read by the analysis API.

--changeset ooni-backend:120-analysis-1 labels:analysis,issue-2
--comment: The analysis API reads likelihoods per measurement
CREATE TABLE analysis_web_measurement (
    domain text NOT NULL DEFAULT '',
    input text NOT NULL DEFAULT '',
    test_name text NOT NULL DEFAULT '',
    probe_asn bigint NOT NULL DEFAULT 0,
    probe_as_org_name text NOT NULL DEFAULT '',
    probe_cc text NOT NULL DEFAULT '',
    resolver_asn bigint NOT NULL DEFAULT 0,
    resolver_as_cc text NOT NULL DEFAULT '',
    network_type text NOT NULL DEFAULT '',
    measurement_start_time timestamptz,
    measurement_uid text NOT NULL,
    ooni_run_link_id text NOT NULL DEFAULT '',
    probe_id text NOT NULL DEFAULT '',
    analysis_rules_version text NOT NULL DEFAULT '',
    top_probe_analysis text,
    top_dns_failure text,
    top_tcp_failure text,
    top_tls_failure text,
    top_dns_rule_id text NOT NULL DEFAULT '',
    top_tcp_rule_id text NOT NULL DEFAULT '',
    top_tls_rule_id text NOT NULL DEFAULT '',
    dns_blocked double precision NOT NULL DEFAULT 0,
    dns_down double precision NOT NULL DEFAULT 0,
    dns_ok double precision NOT NULL DEFAULT 0,
    tcp_blocked double precision NOT NULL DEFAULT 0,
    tcp_down double precision NOT NULL DEFAULT 0,
    tcp_ok double precision NOT NULL DEFAULT 0,
    tls_blocked double precision NOT NULL DEFAULT 0,
    tls_down double precision NOT NULL DEFAULT 0,
    tls_ok double precision NOT NULL DEFAULT 0,
    CONSTRAINT pk_analysis_web_measurement PRIMARY KEY (measurement_uid)
);
--rollback DROP TABLE analysis_web_measurement;

--changeset ooni-backend:120-analysis-2 labels:analysis,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE analysis_web_measurement IS 'Likelihood of blocking per web measurement [personal: possibly; kept: as long as the measurement]';
COMMENT ON COLUMN analysis_web_measurement.domain IS 'Domain measured [personal: possibly; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.input IS 'What was measured [personal: possibly; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.test_name IS 'Name of the nettest [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.probe_asn IS 'Network of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.probe_as_org_name IS 'Organisation of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.probe_cc IS 'Country of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.resolver_asn IS 'Network of the resolver [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.resolver_as_cc IS 'Country of the organisation of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.network_type IS 'Kind of network: wifi, mobile or wired [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.measurement_start_time IS 'When the measurement started by the clock of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.measurement_uid IS 'The measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.ooni_run_link_id IS 'OONI Run link, empty when none [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.probe_id IS 'Pseudonym of the probe, empty when it has none [personal: possibly; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.analysis_rules_version IS 'Version of the rules [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.top_probe_analysis IS 'Commonest verdict of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.top_dns_failure IS 'Commonest failure of DNS [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.top_tcp_failure IS 'Commonest failure of TCP [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.top_tls_failure IS 'Commonest failure of TLS [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.top_dns_rule_id IS 'Rule that decided DNS [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.top_tcp_rule_id IS 'Rule that decided TCP [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.top_tls_rule_id IS 'Rule that decided TLS [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.dns_blocked IS 'Likelihood from 0 to 1 that DNS is blocked [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.dns_down IS 'Likelihood from 0 to 1 that DNS is down [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.dns_ok IS 'Likelihood from 0 to 1 that DNS is reachable [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.tcp_blocked IS 'Likelihood from 0 to 1 that TCP is blocked [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.tcp_down IS 'Likelihood from 0 to 1 that TCP is down [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.tcp_ok IS 'Likelihood from 0 to 1 that TCP is reachable [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.tls_blocked IS 'Likelihood from 0 to 1 that TLS is blocked [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.tls_down IS 'Likelihood from 0 to 1 that TLS is down [personal: no; kept: with the row]';
COMMENT ON COLUMN analysis_web_measurement.tls_ok IS 'Likelihood from 0 to 1 that TLS is reachable [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:120-analysis-3 labels:analysis,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON analysis_web_measurement TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON analysis_web_measurement FROM ooni_app;

--changeset ooni-backend:120-analysis-4 labels:analysis,issue-2
--comment: All charts by time
CREATE INDEX idx_analysis_web_measurement_start_time ON analysis_web_measurement (measurement_start_time);
--rollback DROP INDEX idx_analysis_web_measurement_start_time;

--changeset ooni-backend:120-analysis-5 labels:analysis,issue-2
--comment: Charts of one country
CREATE INDEX idx_analysis_web_measurement_cc_time ON analysis_web_measurement (probe_cc, measurement_start_time);
--rollback DROP INDEX idx_analysis_web_measurement_cc_time;

--changeset ooni-backend:120-analysis-6 labels:analysis,issue-2
--comment: Charts of one network
CREATE INDEX idx_analysis_web_measurement_asn_time ON analysis_web_measurement (probe_asn, measurement_start_time);
--rollback DROP INDEX idx_analysis_web_measurement_asn_time;

--changeset ooni-backend:120-analysis-7 labels:analysis,issue-2
--comment: Charts of one website; guarded as in fastpath
CREATE INDEX idx_analysis_web_measurement_domain_time ON analysis_web_measurement (left(domain, 255), measurement_start_time);
--rollback DROP INDEX idx_analysis_web_measurement_domain_time;

--changeset ooni-backend:120-analysis-8 labels:analysis,issue-2
--comment: The detector API tells when blocking started or ended
CREATE TABLE event_detector_changepoints (
    probe_asn bigint NOT NULL,
    probe_cc text NOT NULL,
    domain text NOT NULL,
    ts timestamptz NOT NULL,
    count_isp_resolver bigint NOT NULL DEFAULT 0,
    count_other_resolver bigint NOT NULL DEFAULT 0,
    count bigint NOT NULL DEFAULT 0,
    dns_isp_blocked double precision,
    dns_other_blocked double precision,
    tcp_blocked double precision,
    tls_blocked double precision,
    change_dir smallint,
    current_state text NOT NULL DEFAULT '',
    s_pos double precision,
    s_neg double precision,
    h double precision,
    block_type text NOT NULL DEFAULT '',
    CONSTRAINT pk_event_detector_changepoints PRIMARY KEY (probe_asn, probe_cc, domain, ts, block_type)
);
--rollback DROP TABLE event_detector_changepoints;

--changeset ooni-backend:120-analysis-9 labels:analysis,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE event_detector_changepoints IS 'Moments at which the state of a website in a network changed [personal: no; kept: for good]';
COMMENT ON COLUMN event_detector_changepoints.probe_asn IS 'Network [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.probe_cc IS 'Country [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.domain IS 'Website; the detector watches those of the test lists, which bounds its length [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.ts IS 'When [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.count_isp_resolver IS 'Measurements through the resolver of the network [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.count_other_resolver IS 'Measurements through another resolver [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.count IS 'Measurements [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.dns_isp_blocked IS 'Likelihood that the resolver of the network blocks; null when not measured [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.dns_other_blocked IS 'Likelihood that DNS is blocked on the way to others; null when not measured [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.tcp_blocked IS 'Likelihood that TCP is blocked; null when not measured [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.tls_blocked IS 'Likelihood that TLS is blocked; null when not measured [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.change_dir IS 'Direction: 1 towards blocking, -1 away from it, null when not known [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.current_state IS 'State since: blocked or ok [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.s_pos IS 'Cumulative sum upwards [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.s_neg IS 'Cumulative sum downwards [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.h IS 'Threshold of the sums [personal: no; kept: with the row]';
COMMENT ON COLUMN event_detector_changepoints.block_type IS 'Kind of blocking [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:120-analysis-10 labels:analysis,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON event_detector_changepoints TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON event_detector_changepoints FROM ooni_app;

--changeset ooni-backend:120-analysis-11 labels:analysis,issue-2
--comment: Changes of a period
CREATE INDEX idx_event_detector_changepoints_ts ON event_detector_changepoints (ts);
--rollback DROP INDEX idx_event_detector_changepoints_ts;
