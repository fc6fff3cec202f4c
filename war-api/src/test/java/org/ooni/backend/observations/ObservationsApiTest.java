// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationsApiTest {

  private static final String DAYS = "since=2024-01-09&until=2024-01-12";

  private final ObservationsApi api;

  ObservationsApiTest() throws SQLException {
    api = new ObservationsApi();
  }

  @Test
  void aListHasWholeRowsAndTheNextPageKeepsItsFilters() throws Exception {
    api.observed("a", 0, "hostname, ip_is_bogon", "30722, 'x.org', false");
    api.observed("a", 1, "tls_server_name", "30722, 'y.org'");
    JsonNode page = api.get("observations?probe_asn=AS30722&limit=1&order=asc&" + DAYS);
    JsonNode first = page.at("/results/0");
    assertEquals(1, page.at("/results").size());
    assertEquals("x.org", first.get("target_id").asText());
    assertEquals("2024-01-10T02:00:00.000000Z", first.get("measurement_start_time").asText());
    assertEquals(30722, first.get("probe_asn").asInt());
    assertFalse(first.get("ip_is_bogon").asBoolean(true));
    assertTrue(first.get("dns_failure").isNull());
    assertEquals(0, first.get("tls_certificate_chain_fingerprints").size());
    assertFalse(first.has("probe_id") || first.has("resolver_is_scrubbed"));
    String next = page.at("/metadata/next_url").asText();
    assertTrue(next.startsWith("https://api.example.org/api/v1/observations?"), next);
    JsonNode second = api.get(next.substring(next.indexOf("/v1/") + 4));
    assertEquals("y.org", second.at("/results/0/target_id").asText());
    assertEquals(-1, second.at("/metadata/count").asInt());
  }

  @Test
  void theLastWeekIsListedUnlessAMeasurementIsNamed() throws Exception {
    api.execute(
        "insert into obs_web (measurement_uid, observation_idx, measurement_start_time)"
            + " values ('old', 0, '2023-01-01 00:00:00Z')");
    assertEquals(0, api.get("observations").at("/results").size());
    assertEquals(1, api.get("observations?measurement_uid=old").at("/results").size());
  }

  @Test
  void theFirstThingThatWentWrongIsCounted() throws Exception {
    api.observed("a", 0, "hostname, dns_failure", "30722, 'x.org', 'dns_nxdomain_error'");
    api.observed("a", 1, "hostname, dns_failure", "15169, 'x.org', 'unknown_failure: broken'");
    api.observed("a", 2, "hostname, ip, tcp_failure", "1, 'x.org', '192.0.2.1', 'timeout'");
    api.observed("a", 3, "hostname, ip", "1, 'x.org', '192.0.2.1'");
    api.observed(
        "a", 4, "ip, http_failure, http_request_url", "1, '192.0.2.1', 'eof', 'https://x.org/'");
    api.observed("a", 5, "hostname", "1, 'nothing was tried'");
    JsonNode results = api.get("aggregation/observations?" + DAYS).get("results");
    assertEquals(
        "[{\"observation_count\":1,\"failure\":\"dns_isp.dns_nxdomain_error\"},"
            + "{\"observation_count\":1,\"failure\":\"dns_other.unknown_failure\"},"
            + "{\"observation_count\":1,\"failure\":\"https.eof\"},"
            + "{\"observation_count\":1,\"failure\":\"none\"},"
            + "{\"observation_count\":1,\"failure\":\"tcp.timeout\"}]",
        results.toString());
  }

  @Test
  void filtersAreGroupsAsWellAndNullKeysAreDropped() throws Exception {
    api.observed("a", 0, "hostname", "1, 'x.org'");
    api.observed("a", 1, "hostname", "1, 'x.org'");
    api.observed("b", 0, "ip", "1, '192.0.2.1'");
    JsonNode results =
        api.get(
                "aggregation/observations?group_by=hostname&group_by=timestamp&probe_cc=IT,GR&"
                    + DAYS)
            .get("results");
    assertEquals(
        "[{\"observation_count\":2,\"hostname\":\"x.org\",\"timestamp\":\"2024-01-10T00:00:00Z\","
            + "\"probe_cc\":\"IT\"},"
            + "{\"observation_count\":1,\"timestamp\":\"2024-01-10T00:00:00Z\",\"probe_cc\":\"IT\"}]",
        results.toString());
    String week = "aggregation/observations?group_by=timestamp&time_grain=week&" + DAYS;
    assertEquals("2024-01-07T00:00:00Z", api.get(week).at("/results/0/timestamp").asText());
  }

  @Test
  void theLikeliestBlockingOfAGroupIsTold() throws Exception {
    api.execute(
        "insert into analysis_web_measurement (measurement_uid, measurement_start_time, domain,"
            + " test_name, dns_blocked, tcp_blocked, top_dns_failure, top_tcp_failure) values"
            + " ('a', '2024-01-10 02:00:00Z', 'x.org', 'web_connectivity', 0.9, 0.6,"
            + "  'android_dns_cache_no_data', 'timeout'),"
            + " ('b', '2024-01-10 03:00:00Z', 'x.org', 'web_connectivity', 0.9, 0.6, null, null),"
            + " ('c', '2024-01-10 04:00:00Z', 'x.org', 'web_connectivity', 0.9, 0.6,"
            + "  'dns_nxdomain_error', 'timeout')");
    JsonNode answer = api.get("aggregation/analysis?domain=x.org&" + DAYS);
    assertEquals(1, answer.get("dimension_count").asInt());
    JsonNode group = answer.at("/results/0");
    assertEquals(3, group.get("count").asInt());
    assertEquals("2024-01-10T00:00:00Z", group.get("measurement_start_day").asText());
    assertEquals("x.org", group.get("domain").asText());
    assertTrue(group.get("probe_cc").isNull());
    JsonNode loni = group.get("loni");
    assertEquals("nxdomain", loni.get("dns_blocked_outcome").asText());
    assertEquals("dns.nxdomain", loni.get("blocked_max_outcome").asText());
    assertEquals(0.9, loni.get("blocked_max").asDouble(), 1e-9);
    assertEquals(
        "[[\"dns.nxdomain\",0.9],[\"tcp.timeout\",0.6]]",
        loni.get("likely_blocked_protocols").toString());
    assertEquals("timeout", loni.get("tcp_blocked_outcome").asText());
    assertEquals("", loni.get("tls_blocked_outcome").asText("no text"));
    JsonNode two = api.get("aggregation/analysis?axis_x=domain&axis_y=probe_cc&" + DAYS);
    assertEquals(2, two.get("dimension_count").asInt());
    assertEquals(0.9, api.get("analysis?" + DAYS).at("/results/0/dns_blocked").asDouble(), 1e-9);
  }

  @Test
  void aChangeHasADirectionAndNumbersThatAreNoneAreNull() throws Exception {
    api.execute(
        "insert into event_detector_changepoints (probe_asn, probe_cc, domain, ts, change_dir, h)"
            + " values (1, 'IT', 'a.org', '2024-01-10Z', 1, 'NaN'),"
            + " (1, 'IT', 'b.org', '2024-01-10Z', -1, 0.1), (1, 'IT', 'c.org', '2024-01-10Z', null, 0)");
    JsonNode results = api.get("detector/changepoints?probe_asn=AS1").get("results");
    assertEquals("up", results.at("/0/change_dir").asText());
    assertTrue(results.at("/0/h").isNull());
    assertEquals("down", results.at("/1/change_dir").asText());
    assertTrue(results.at("/2/change_dir").isNull());
    assertEquals(0, api.get("detector/changepoints?until=2021-01-01").get("results").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "observations?order_by=ip",
        "observations?limit=10001",
        "observations?order=up",
        "analysis?since=yesterday",
        "analysis?since=13/13/2024",
        "observations?since=2024-01-10T10:30:00",
        "aggregation/observations?group_by=foo",
        "aggregation/observations?time_grain=second",
        "aggregation/observations/ctrl",
        "aggregation/analysis?axis_x=failure",
        "detector/changepoints?domain=%00"
      })
  void whatIsNotAllowedIsRefused(String query) throws Exception {
    assertEquals(422, api.answer(query).getStatus());
  }
}
