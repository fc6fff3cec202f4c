// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.privatecheckin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.RankedUrl;
import org.ooni.backend.prioritisation.TestListEntry;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.probecheckin.CallerPlace;
import org.ooni.backend.probeconfig.ProbeConfigurations;

class PrivateCheckInResourceTest {

  private Page page;

  @TempDir Path folder;

  @BeforeEach
  void deploy() {
    PrivateCheckInResource checkIn = new PrivateCheckInResource();
    checkIn.testLists = new OneUrl();
    checkIn.configurations = new ProbeConfigurations(folder, Page.CLOCK);
    checkIn.callerPlace = new InTheUnitedStates();
    checkIn.clock = Page.CLOCK;
    checkIn.collectorId = "1";
    page = new Page(checkIn);
  }

  @Test
  void theAnswerListsNettestsWithTheirTargets() throws Exception {
    JsonNode answer = checkIn("{}");
    assertEquals(2, answer.get("v").intValue());
    assertEquals("US", answer.get("probe_cc").textValue());
    assertEquals("AS2149", answer.get("probe_asn").textValue());
    assertEquals("PSINet", answer.get("probe_network_name").textValue());
    assertEquals("2026-11-22T12:00:00Z", answer.get("utc_time").textValue());
    assertTrue(answer.at("/conf/features").isObject());
    assertTrue(answer.at("/conf/test_helpers/web-connectivity").isArray());
    assertEquals(33, answer.get("nettests").size());
    for (JsonNode nettest : answer.get("nettests")) {
      String name = nettest.get("test_name").textValue().replace("_", "");
      String report = nettest.get("report_id").textValue();
      assertTrue(report.matches("20261122T120000Z_" + name + "_US_2149_n1_[A-Za-z0-9]{16}"));
    }
    assertEquals(42, nettest(answer, "dnscheck").get("targets").size());
    assertEquals(10, nettest(answer, "stunreachability").get("targets").size());
    assertEquals(0, nettest(answer, "ndt").get("targets").size());
    assertEquals(
        Page.json(
            "[{'attributes':{'category_code':'NEWS','country_code':'XX'},"
                + "'input':'https://a.org/US/AS2149/20','options':{}}]"),
        nettest(answer, "web_connectivity").get("targets"));
  }

  @Test
  void whatTheProbeSaysDecidesWhatItGets() throws Exception {
    JsonNode answer =
        checkIn("{'probe_cc':'it','probe_asn':'AS3269','charging':true,'run_type':'timed'}");
    assertEquals("US", answer.get("probe_cc").textValue());
    JsonNode web = nettest(answer, "web_connectivity");
    assertEquals("https://a.org/IT/AS3269/100", web.at("/targets/0/input").textValue());
    assertTrue(web.get("report_id").textValue().contains("_IT_3269_"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{'probe_cc':'ITA'}", "{'probe_asn':3269}"})
  void nonsenseIsRefused(String request) throws Exception {
    assertEquals(400, page.post("/check-in", request.replace('\'', '"')).getStatus());
  }

  private JsonNode checkIn(String request) throws Exception {
    MockHttpResponse response = page.post("/check-in", request.replace('\'', '"'));
    assertEquals(200, response.getStatus(), response.getContentAsString());
    assertEquals("no-cache", response.getOutputHeaders().getFirst("Cache-Control"));
    return new ObjectMapper().readTree(response.getContentAsString());
  }

  private static JsonNode nettest(JsonNode answer, String name) {
    for (JsonNode nettest : answer.get("nettests")) {
      if (nettest.get("test_name").textValue().equals(name)) {
        return nettest;
      }
    }
    throw new AssertionError(name);
  }

  private static final class InTheUnitedStates extends CallerPlace {
    @Override
    public Place of(HttpServletRequest request) {
      return new Place(new CountryCode("US"), new ProbeAsn(2149), Optional.of("PSINet"));
    }
  }

  /** One URL that says what was asked for. */
  private static final class OneUrl extends TestLists {
    @Override
    public List<RankedUrl> best(
        CountryCode country, ProbeAsn asn, Set<String> categories, int limit) {
      String url = "https://a.org/%s/%s/%d".formatted(country, asn, limit);
      TestListEntry entry = new TestListEntry("a.org", url, CountryCode.UNKNOWN, "NEWS");
      return List.of(new RankedUrl(entry, 50, 100, 2.0));
    }
  }
}
