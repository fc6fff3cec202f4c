--liquibase formatted sql

-- VPN services that probes measure, with the credentials that the services give to everybody.

--changeset ooni-backend:160-vpn-providers-1 labels:probes,issue-4
--comment: Probes get credentials and endpoints from here, so that no request waits for the service
CREATE TABLE vpn_provider (
    provider_name text NOT NULL,
    openvpn_ca text NOT NULL,
    openvpn_cert text NOT NULL,
    openvpn_key text NOT NULL,
    date_created timestamptz NOT NULL DEFAULT now(),
    date_updated timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_vpn_provider PRIMARY KEY (provider_name)
);
--rollback DROP TABLE vpn_provider;

--changeset ooni-backend:160-vpn-providers-2 labels:probes,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE vpn_provider IS 'VPN services that probes measure [personal: no; kept: until the service is removed]';
COMMENT ON COLUMN vpn_provider.provider_name IS 'Name of the service, as probes ask for it [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_provider.openvpn_ca IS 'Certificate of its authority, PEM [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_provider.openvpn_cert IS 'Certificate for clients, PEM; the same for everybody [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_provider.openvpn_key IS 'Its private key, PEM; public like the certificate [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_provider.date_created IS 'When the service was added [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_provider.date_updated IS 'When the service was last asked successfully [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:160-vpn-providers-3 labels:probes,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON vpn_provider TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON vpn_provider FROM ooni_app;

--changeset ooni-backend:160-vpn-providers-4 labels:probes,issue-4
--comment: A service has many endpoints; they come and go with it
CREATE TABLE vpn_endpoint (
    provider_name text NOT NULL,
    protocol text NOT NULL,
    address text NOT NULL,
    transport text NOT NULL,
    date_created timestamptz NOT NULL DEFAULT now(),
    date_updated timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_vpn_endpoint PRIMARY KEY (provider_name, protocol, address, transport),
    CONSTRAINT fk_vpn_endpoint_provider FOREIGN KEY (provider_name) REFERENCES vpn_provider (provider_name) ON DELETE CASCADE,
    CONSTRAINT ck_vpn_endpoint_transport CHECK (transport IN ('tcp', 'udp')),
    CONSTRAINT ck_vpn_endpoint_length CHECK (octet_length(address) <= 255)
);
--rollback DROP TABLE vpn_endpoint;

--changeset ooni-backend:160-vpn-providers-5 labels:probes,issue-4
--comment: The data dictionary is made from these; see the README for the form
COMMENT ON TABLE vpn_endpoint IS 'Endpoints of the VPN services [personal: no; kept: until the service takes them away]';
COMMENT ON COLUMN vpn_endpoint.provider_name IS 'The service [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_endpoint.protocol IS 'VPN protocol; openvpn is the one known [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_endpoint.address IS 'Address and port of the server [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_endpoint.transport IS 'Either tcp or udp [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_endpoint.date_created IS 'When it was first seen [personal: no; kept: with the row]';
COMMENT ON COLUMN vpn_endpoint.date_updated IS 'When it was last seen [personal: no; kept: with the row]';
--rollback empty: comments go with their table

--changeset ooni-backend:160-vpn-providers-6 labels:probes,issue-4
--comment: The application reads and writes rows, it owns nothing [risk: grant; rows of this table only]
GRANT SELECT, INSERT, UPDATE, DELETE ON vpn_endpoint TO ooni_app;
--rollback REVOKE SELECT, INSERT, UPDATE, DELETE ON vpn_endpoint FROM ooni_app;
