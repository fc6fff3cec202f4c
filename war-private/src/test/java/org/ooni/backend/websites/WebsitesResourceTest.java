// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.websites;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.pagetest.CountedMeasurements;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.schema.MigratedPostgres;

class WebsitesResourceTest {

  private static final String WEB = "web_connectivity";
  private static final String SITE = "https://a.org/";

  private CountedMeasurements measured;
  private Page page;

  @BeforeEach
  void deploy() throws Exception {
    measured = new CountedMeasurements(MigratedPostgres.shared());
    WebsitesResource resource = new WebsitesResource();
    resource.counts = new WebsiteCounts();
    resource.counts.database = Page.database();
    resource.clock = Page.CLOCK;
    resource.baseUrl = "https://api.example.org";
    page = new Page(resource);
  }

  @Test
  void networksOfAMonthAreSortedByTheirMeasurements() throws Exception {
    measured
        .add(2, "BR", 2L, WEB, "2026-11-21T23:59:59Z", "")
        .add(1, "BR", 1L, "ndt", "2026-10-22T00:00:00Z", "")
        .add(1, "BR", null, "ndt", "2026-10-22T00:00:00Z", "")
        .add(9, "BR", 1L, WEB, "2026-11-22T00:00:00Z", "")
        .add(9, "BR", 1L, WEB, "2026-10-21T23:59:59Z", "")
        .add(9, "IT", 1L, WEB, "2026-11-01T00:00:00Z", "")
        .count();
    page.assertAnswer(
        "/website_networks?probe_cc=BR",
        0,
        "{'results':[{'count':2,'probe_asn':2},{'count':1,'probe_asn':0},"
            + "{'count':1,'probe_asn':1}]}");
    page.assertAnswer("/website_networks?probe_cc=XY", 0, "{'results':[]}");
    page.assertRefused("/website_networks", "missing or incorrect probe_cc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {SITE, "dot://8.8.8.8:853/", "a.org", "https://a.org:443/?q=%", "HTTPS://A/"})
  void daysOfAnInputCountFlagsAsTheyAre(String input) throws Exception {
    measured
        .about(input)
        .add(1, "BR", 1L, WEB, "2026-11-21T23:59:59Z", "acf")
        .add(2, "BR", 1L, WEB, "2026-11-21T00:00:00Z", "a")
        .add(1, "BR", 1L, "urlgetter", "2026-10-22T00:00:00Z", "")
        .add(9, "BR", 1L, WEB, "2026-11-22T00:00:00Z", "")
        .add(9, "BR", 1L, WEB, "2026-10-21T23:59:59Z", "")
        .add(9, "BR", 2L, WEB, "2026-11-01T00:00:00Z", "")
        .add(9, "IT", 1L, WEB, "2026-11-01T00:00:00Z", "")
        .about(input + "other")
        .add(9, "BR", 1L, WEB, "2026-11-01T00:00:00Z", "");
    String escaped = input.replace("%", "%25").replace("?", "%3F");
    page.assertAnswer(
        "/website_stats?probe_cc=BR&probe_asn=1&input=" + escaped,
        0,
        """
        {'results':[{'test_day':'2026-10-22','anomaly_count':0,'confirmed_count':0,
            'failure_count':0,'total_count':1},
          {'test_day':'2026-11-21','anomaly_count':3,'confirmed_count':1,
            'failure_count':1,'total_count':3}]}
        """);
  }

  @Test
  void aNetworkThatIsNotKnownIsANetwork() throws Exception {
    measured.about(SITE).add(1, "BR", null, WEB, "2026-11-21T00:00:00Z", "");
    assertEquals(
        1,
        page.ask("/website_stats?probe_cc=BR&probe_asn=AS0&input=" + SITE).get("results").size());
    assertEquals(
        1,
        page.ask("/website_urls?probe_cc=BR&probe_asn=0").at("/metadata/total_count").intValue());
  }

  @Test
  void websitesAreSortedByWhatWasConfirmedThenMeasured() throws Exception {
    measured
        .about("https://c.org/")
        .add(1, "BR", 1L, WEB, "2026-11-21T00:00:00Z", "acf")
        .about("https://b.org/")
        .add(3, "BR", 1L, WEB, "2026-11-21T00:00:00Z", "")
        .about("https://a.org/")
        .add(2, "BR", 1L, WEB, "2026-11-21T00:00:00Z", "")
        .about("https://d.org/")
        .add(2, "BR", 1L, WEB, "2026-11-21T00:00:00Z", "a")
        .add(9, "BR", 1L, "urlgetter", "2026-11-21T00:00:00Z", "");
    page.assertAnswer(
        "/website_urls?probe_cc=BR&probe_asn=AS1&limit=3",
        3600,
        """
        {'metadata':{'offset':0,'limit':3,'current_page':1,'total_count':4,'next_url':
          'https://api.example.org/api/_/website_urls?limit=3&offset=3&probe_asn=1&probe_cc=BR'},
         'results':[
          {'input':'https://c.org/','anomaly_count':1,'confirmed_count':1,'failure_count':1,
            'total_count':1},
          {'input':'https://b.org/','anomaly_count':0,'confirmed_count':0,'failure_count':0,
            'total_count':3},
          {'input':'https://d.org/','anomaly_count':2,'confirmed_count':0,'failure_count':0,
            'total_count':2}]}
        """);
    JsonNode last = page.ask("/website_urls?probe_cc=BR&probe_asn=AS1&limit=3&offset=3");
    assertEquals("https://a.org/", last.at("/results/0/input").textValue());
    assertEquals(
        Page.json("{'offset':3,'limit':3,'current_page':2,'total_count':4,'next_url':null}"),
        last.get("metadata"));
  }

  @Test
  void pastTheEndThereIsNothing() throws Exception {
    measured.about(SITE).add(1, "BR", 1L, WEB, "2026-11-21T00:00:00Z", "");
    JsonNode past = page.ask("/website_urls?probe_cc=BR&probe_asn=1&offset=15&limit=0");
    assertEquals(
        Page.json("{'offset':15,'limit':10,'current_page':3,'total_count':1,'next_url':null}"),
        past.get("metadata"));
    assertEquals(0, past.get("results").size());
    assertEquals(
        0,
        page.ask("/website_urls?probe_cc=XY&probe_asn=1").at("/metadata/total_count").intValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe_asn=1",
        "probe_cc=BR",
        "probe_cc=BR&probe_asn=x",
        "probe_cc=BR&probe_asn=1&limit=x",
        "probe_cc=BR&probe_asn=1&limit=1001",
        "probe_cc=BR&probe_asn=1&limit=99999999999",
        "probe_cc=BR&probe_asn=1&offset=-1",
        "probe_cc=BR&probe_asn=1&offset=999999999",
      })
  void nonsenseIsRefused(String query) throws Exception {
    assertEquals(400, page.get("/website_urls?" + query).getStatus());
  }

  @Test
  void anInputCannotHoldTheCharacterThatTextsCannotHold() throws Exception {
    assertEquals(400, page.get("/website_stats?probe_cc=BR&probe_asn=1&input=a%00").getStatus());
  }
}
