--liquibase formatted sql

-- What the OpenVPN nettest saw.

--changeset ooni-backend:060-obs-openvpn-1 labels:fastpath,issue-2
--comment: The verdict of this nettest needs more columns than fastpath has
CREATE TABLE obs_openvpn (
    measurement_uid text NOT NULL,
    anomaly boolean NOT NULL,
    confirmed boolean NOT NULL,
    bootstrap_time numeric,
    failure text NOT NULL DEFAULT '',
    input text NOT NULL DEFAULT '',
    last_handshake_transaction_id bigint NOT NULL DEFAULT 0,
    measurement_start_time timestamptz,
    minivpn_version text NOT NULL DEFAULT '',
    obfs4_version text NOT NULL DEFAULT '',
    obfuscation text NOT NULL DEFAULT '',
    platform text NOT NULL DEFAULT '',
    probe_asn bigint,
    probe_cc text NOT NULL DEFAULT '',
    probe_network_name text NOT NULL DEFAULT '',
    provider text NOT NULL DEFAULT '',
    remote text NOT NULL DEFAULT '',
    report_id text NOT NULL DEFAULT '',
    resolver_ip text NOT NULL DEFAULT '',
    resolver_asn bigint NOT NULL DEFAULT 0,
    resolver_network_name text NOT NULL DEFAULT '',
    software_name text NOT NULL DEFAULT '',
    software_version text NOT NULL DEFAULT '',
    success boolean NOT NULL,
    success_handshake boolean NOT NULL,
    success_icmp boolean NOT NULL,
    success_urlgrab boolean NOT NULL,
    test_runtime real,
    test_start_time timestamptz,
    transport text NOT NULL DEFAULT '',
    CONSTRAINT pk_obs_openvpn PRIMARY KEY (measurement_uid)
);
--rollback DROP TABLE obs_openvpn;

--changeset ooni-backend:060-obs-openvpn-2 labels:fastpath,issue-2
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE obs_openvpn IS 'Observations of the nettest openvpn, one row per measurement [personal: possibly; kept: for good]';
COMMENT ON COLUMN obs_openvpn.measurement_uid IS 'The public key of the measurement [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.anomaly IS 'Whether blocking is likelier than not [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.confirmed IS 'Whether blocking is confirmed [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.bootstrap_time IS 'Seconds until the tunnel was up; null when not a usable number [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.failure IS 'Failure of the handshake, empty when it succeeded [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.input IS 'Endpoint that was measured [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.last_handshake_transaction_id IS 'Highest transaction seen, 0 when there was no handshake [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.measurement_start_time IS 'When the measurement started by the clock of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.minivpn_version IS 'Version of the VPN library [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.obfs4_version IS 'Version of the obfuscation library [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.obfuscation IS 'Obfuscation used [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.platform IS 'Operating system of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.probe_asn IS 'Network the probe was in; null when not a usable number [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.probe_cc IS 'Country the probe was in [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.probe_network_name IS 'Name of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.provider IS 'VPN provider [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.remote IS 'Address and port of the endpoint [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.report_id IS 'The run the measurement belongs to [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.resolver_ip IS 'Resolver the probe used [personal: possibly; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.resolver_asn IS 'Network of the resolver [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.resolver_network_name IS 'Name of that network [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.software_name IS 'Program that measured [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.software_version IS 'Version of the program [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.success IS 'Whether the nettest succeeded [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.success_handshake IS 'Whether the handshake succeeded [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.success_icmp IS 'Whether pings went through the tunnel [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.success_urlgrab IS 'Whether a page came through the tunnel [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.test_runtime IS 'Seconds the measurement took; null when not a usable number [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.test_start_time IS 'When the run started by the clock of the probe [personal: no; kept: with the row]';
COMMENT ON COLUMN obs_openvpn.transport IS 'Either tcp or udp [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:060-obs-openvpn-3 labels:fastpath,issue-2
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON obs_openvpn TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON obs_openvpn FROM ooni_app;

--changeset ooni-backend:060-obs-openvpn-4 labels:fastpath,issue-2
--comment: Read by time
CREATE INDEX idx_obs_openvpn_start_time ON obs_openvpn (measurement_start_time);
--rollback DROP INDEX idx_obs_openvpn_start_time;
