--liquibase formatted sql

-- What test helpers saw of the same hosts as probes. Written by the observation pipeline, read by the observation API.

--changeset ooni-backend:250-obs-web-ctrl-1 labels:observations,issue-6
--comment: What a probe saw is compared with what was seen from where nothing is blocked
CREATE TABLE obs_web_ctrl (
    measurement_uid text NOT NULL,
    observation_idx integer NOT NULL,
    measurement_start_time timestamptz,
    hostname text NOT NULL DEFAULT '',
    ip text NOT NULL DEFAULT '',
    port integer,
    ip_asn bigint,
    ip_as_org_name text,
    dns_failure text,
    dns_success boolean,
    tcp_failure text,
    tcp_success boolean,
    tls_failure text,
    tls_success boolean,
    CONSTRAINT pk_obs_web_ctrl PRIMARY KEY (measurement_uid, observation_idx)
);
--rollback DROP TABLE obs_web_ctrl;

--changeset ooni-backend:250-obs-web-ctrl-2 labels:observations,issue-6
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE obs_web_ctrl IS 'What test helpers saw, a row for each address of a host [personal: no; kept: as long as the observations]';
COMMENT ON COLUMN obs_web_ctrl.measurement_uid IS 'The measurement that asked the test helper [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.observation_idx IS 'Position within the measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.measurement_start_time IS 'When the measurement started [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.hostname IS 'Host that was looked up or reached [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.ip IS 'Address of the host, empty when none was found [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.port IS 'Port that was tried; null for a look-up [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.ip_asn IS 'Network of the address [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.ip_as_org_name IS 'Name of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.dns_failure IS 'Why the look-up failed; null when it did not [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.dns_success IS 'Whether the look-up gave this address; null when not looked up [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.tcp_failure IS 'Why connecting failed; null when it did not [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.tcp_success IS 'Whether connecting succeeded; null when not tried [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.tls_failure IS 'Why the handshake failed; null when it did not [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_web_ctrl.tls_success IS 'Whether the handshake succeeded; null when not tried [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:250-obs-web-ctrl-3 labels:observations,issue-6
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON obs_web_ctrl TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON obs_web_ctrl FROM ooni_app;

--changeset ooni-backend:250-obs-web-ctrl-4 labels:observations,issue-6
--comment: Hosts of a time; guarded as in fastpath
CREATE INDEX idx_obs_web_ctrl_hostname_time ON obs_web_ctrl (left(hostname, 255), measurement_start_time);
--rollback DROP INDEX idx_obs_web_ctrl_hostname_time;
