INSERT INTO fastpath (measurement_uid, measurement_start_time, scores, platform, anomaly, confirmed, msm_failure)
VALUES ('20150304050607.000000_IT_ndt_0000000000000001', '2015-03-04 05:06:07Z', '{}', 'linux', false, false, false),
       ('20260304050607.000000_IT_ndt_0000000000000002', '2026-03-04 05:06:07Z', '{}', 'linux', true, true, false),
       ('20260304050607.000000_IT_ndt_0000000000000003', NULL, '{}', 'linux', false, false, true);
INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset, content_length, body)
VALUES ('20260304050607.000000_IT_ndt_0000000000000002', '20260304T050607Z_ndt_IT_1_n1_a', now(), decode(repeat('ab', 32), 'hex'), 40, 26, 13, decode('28b52ffd', 'hex'));
INSERT INTO measurement_alias (measurement_uid, alias_of) VALUES ('b', 'a');
INSERT INTO parked (measurement_uid, reason) VALUES ('a', 'refused');
INSERT INTO jsonl (s3path, linenum, measurement_uid, block_offset, block_length) VALUES ('raw/20260304/05/IT/ndt/x.jsonl.gz', 0, 'a', 0, 99);
INSERT INTO obs_openvpn (measurement_uid, anomaly, confirmed, success, success_handshake, success_icmp, success_urlgrab)
VALUES ('a', false, false, true, true, true, false);
INSERT INTO citizenlab VALUES ('example.org', 'https://example.org/', 'ZZ', 'NEWS');
INSERT INTO url_priorities (category_code, cc, priority) VALUES ('NEWS', 'IT', -5);
INSERT INTO counters_asn_test_list VALUES ('2026-03-01', 'IT', 1, 'https://example.org/', 7);
INSERT INTO fingerprints_dns (name, pattern_type, pattern) VALUES ('d', 'full', '192.0.2.1');
INSERT INTO fingerprints_http (name, pattern_type, pattern) VALUES ('h', 'contains', 'blocked by order');
INSERT INTO test_groups VALUES ('ndt', 'performance');
INSERT INTO asnmeta (asn, org_name, changed) VALUES (1, 'Example', '2020-01-01');
INSERT INTO msmt_feedback (measurement_uid, account_id, status) VALUES ('a', 'b', 'ok');
INSERT INTO obs_web (measurement_uid, observation_idx, tcp_success) VALUES ('a', 0, true);
INSERT INTO analysis_web_measurement (measurement_uid, dns_ok) VALUES ('a', 0.9);
INSERT INTO event_detector_changepoints (probe_asn, probe_cc, domain, ts) VALUES (1, 'IT', 'example.org', now());
INSERT INTO oonifinding (finding_id, finding_slug, start_time, title, text) VALUES ('1', '2026-a', '2026-01-01Z', 'a', 'b');
INSERT INTO faulty_measurements (type, probe_cc, probe_asn, details) VALUES ('geoip', 'IT', 1, '{"software_name":"\u0000"}');
INSERT INTO feed (name, due) VALUES ('test_lists', now());
INSERT INTO vpn_provider (provider_name, openvpn_ca, openvpn_cert, openvpn_key) VALUES ('examplevpn', 'ca', 'cert', 'key');
INSERT INTO vpn_endpoint (provider_name, protocol, address, transport) VALUES ('examplevpn', 'openvpn', '192.0.2.1:1194', 'udp');
INSERT INTO rollup_domain (domain, domain_sha256) VALUES ('example.org', decode(repeat('01', 32), 'hex'));
INSERT INTO rollup_input (input, input_sha256) VALUES ('https://example.org/', decode(repeat('02', 32), 'hex'));
INSERT INTO rollup_test (test_name, test_name_sha256) VALUES ('ndt', decode(repeat('03', 32), 'hex'));
INSERT INTO rollup_country_day VALUES ('IT', '2026-03-04', 1, 1, 0, 0, 0, 0, 0);
INSERT INTO rollup_network_day VALUES ('IT', '2026-03-04', 1, 1, 1, 0, 0, 0, 0, 0);
INSERT INTO rollup_site_day VALUES (1, '2026-03-04', 1, 'IT', 1, 1, 0, 0, 0, 0, 0);
INSERT INTO rollup_category_day VALUES ('NEWS', '2026-03-04', 1, 'IT', 'G', 1, 0, 0, 0, 0, 0);
INSERT INTO rollup_category_month VALUES ('NEWS', '2026-02-01', 1, 'IT', 'G', 1, 0, 0, 0, 0, 0);
INSERT INTO rollup_category_year VALUES ('NEWS', '2025-01-01', 1, 'IT', 'G', 1, 0, 0, 0, 0, 0);
INSERT INTO rollup_network_month VALUES ('2026-03-01', 1, 'IT', 1, 1, 0, 0, 0, 0, 0);
INSERT INTO rollup_network_total VALUES ('IT', 1, 1);
INSERT INTO rollup_domain_total VALUES (1, 1, 1);
INSERT INTO rollup_overview_month VALUES ('2026-03-01', 1, 1, 1);
INSERT INTO rollup_category_input VALUES (1, 'NEWS', 'ZZ');
INSERT INTO rollup_delta (day, probe_cc, probe_asn, test_name, domain, input, measurement_count, anomaly_count, confirmed_count, failure_count, anomaly_flag_count, confirmed_flag_count)
VALUES ('2026-03-04', 'IT', 1, 'ndt', '', '', 1, 0, 0, 0, 0, 0);
INSERT INTO obs_web_ctrl (measurement_uid, observation_idx, hostname, ip) VALUES ('a', 0, 'example.org', '192.0.2.1');
INSERT INTO oonirun (creator_account_id, date_created, date_updated, expiration_date, name, short_description, description, author, name_intl)
VALUES ('b', now(), now(), now(), 'name', 'short', 'long', 'a@example.org', '{"it":"nome"}');
INSERT INTO oonirun_revision (oonirun_link_id, revision, date_created, account_id) SELECT oonirun_link_id, 1, now(), 'b' FROM oonirun;
INSERT INTO oonirun_nettest (oonirun_link_id, revision, nettest_index, date_created, test_name, inputs) SELECT oonirun_link_id, 1, 0, now(), 'ndt', '{}' FROM oonirun;
INSERT INTO oonirun_v1 VALUES (100, 'b');
INSERT INTO oonirun_v1_descriptor (ooni_run_link_id, descriptor_creation_time, translation_creation_time, descriptor, name) VALUES (100, now(), now(), '{"name":"a"}', 'a');
INSERT INTO accounts (account_id, role) VALUES (repeat('a', 32), 'admin');
INSERT INTO session_expunge (account_id, threshold) VALUES (repeat('a', 32), now());
INSERT INTO login_link_used (link_sha256, expires) VALUES (decode(repeat('04', 32), 'hex'), now());
INSERT INTO circumvention_runtime VALUES ('2026-03-04', 1, 'IT', 3, 2, 12.5, 30);
INSERT INTO archive_can (hour, probe_cc, nettest, collector, number, jsonl_number) VALUES ('2026030405', 'IT', 'ndt', '1', 0, 0);
INSERT INTO archive_manifest (hour, number, sha256, content) VALUES ('2026030405', 0, decode(repeat('04', 32), 'hex'), '{}');
INSERT INTO archive_request (account_id) VALUES ('b');
INSERT INTO accepted_count (log_id, hour, accepted) VALUES ('a', '2026030405', 1);
INSERT INTO unlisted (measurement_uid, reason) VALUES ('a', 'no_report_id');
INSERT INTO ledger VALUES ('2026030405', 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, true);
INSERT INTO test_list_proposal (account_id, state, pull_request, checked) VALUES (repeat('a', 32), 'PR_OPEN', 7, now());
INSERT INTO test_list_change VALUES (repeat('a', 32), 0, 'it', NULL, '{"url":"https://example.org/"}', 'new');
INSERT INTO accepted_minute VALUES ('2026-03-04 05:06:00+00', 'a', 1);
INSERT INTO timer_run VALUES ('archive', 'a', now(), now());
INSERT INTO export_month (month, attempt) VALUES ('2026-03-01', 0);
INSERT INTO export_request (month, account_id) VALUES ('2026-03-01', 'b');
