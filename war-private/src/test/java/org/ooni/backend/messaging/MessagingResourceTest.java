// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.pagetest.CountedMeasurements;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.schema.MigratedPostgres;

class MessagingResourceTest {

  private CountedMeasurements measured;
  private Page page;

  @BeforeEach
  void deploy() throws Exception {
    measured = new CountedMeasurements(MigratedPostgres.shared());
    MessagingResource resource = new MessagingResource();
    resource.counts = new MessagingCounts();
    resource.counts.database = Page.database();
    resource.clock = Page.CLOCK;
    page = new Page(resource);
  }

  @Test
  void everyNetworkThatMeasuredAnAppIsOk() throws Exception {
    measured
        .add(1, "BR", 1L, "telegram", "2026-11-21T23:59:59Z", "a")
        .add(2, "BR", 2L, "telegram", "2026-10-22T00:00:00Z", "")
        .add(1, "BR", null, "signal", "2026-11-01T00:00:00Z", "")
        .add(1, "BR", 1L, "whatsapp", "2026-11-22T00:00:00Z", "")
        .add(1, "BR", 1L, "whatsapp", "2026-10-21T23:59:59Z", "")
        .add(1, "BR", 1L, "ndt", "2026-11-01T00:00:00Z", "")
        .add(1, "IT", 1L, "signal", "2026-11-01T00:00:00Z", "")
        .count();
    page.assertAnswer(
        "/im_networks?probe_cc=BR",
        3600,
        """
        {'signal':{'anomaly_networks':[],'ok_networks':[
            {'asn':0,'name':'','total_count':1,'last_tested':'2026-11-01'}],
          'last_tested':'2026-11-01'},
         'telegram':{'anomaly_networks':[],'ok_networks':[
            {'asn':2,'name':'','total_count':2,'last_tested':'2026-10-22'},
            {'asn':1,'name':'','total_count':1,'last_tested':'2026-11-21'}],
          'last_tested':'2026-11-21'}}
        """);
    page.assertAnswer("/im_networks?probe_cc=XY", 3600, "{}");
    page.assertRefused("/im_networks", "missing or incorrect probe_cc");
  }

  @Test
  void theDaysOfAnAppEndWithTodaysNought() throws Exception {
    measured
        .add(2, "BR", 1L, "telegram", "2026-11-21T23:59:59Z", "a")
        .add(1, "BR", 1L, "telegram", "2026-10-22T00:00:00Z", "")
        .add(1, "BR", 1L, "telegram", "2026-11-22T10:00:00Z", "")
        .add(1, "BR", 1L, "signal", "2026-11-21T00:00:00Z", "")
        .add(1, "BR", 2L, "telegram", "2026-11-21T00:00:00Z", "")
        .add(1, "IT", 1L, "telegram", "2026-11-21T00:00:00Z", "")
        .count();
    String path = "/im_stats?probe_cc=BR&probe_asn=AS1&test_name=telegram";
    JsonNode days = page.ask(path).get("results");
    assertEquals(32, days.size());
    assertEquals(day("2026-10-22", 1), days.get(0));
    assertEquals(day("2026-11-20", 0), days.get(29));
    assertEquals(day("2026-11-21", 2), days.get(30));
    assertEquals(day("2026-11-22", 0), days.get(31));
    assertEquals(
        days, page.ask("/im_stats?probe_cc=br&probe_asn=1&test_name=telegram").get("results"));
    page.assertMaxAge(path, 3600);
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    page.assertRefused("/im_stats?probe_cc=BR&probe_asn=1", "invalid test_name");
    page.assertRefused("/im_stats?probe_cc=BR&probe_asn=1&test_name=ndt", "invalid test_name");
    page.assertRefused("/im_stats?probe_asn=1&test_name=signal", "missing or incorrect probe_cc");
    for (String asn : new String[] {"", "AS", "ABC", "-1", "4294967296", "1%20"}) {
      page.assertRefused(
          "/im_stats?probe_cc=BR&test_name=signal&probe_asn=" + asn,
          "missing or incorrect probe_asn");
    }
  }

  private static JsonNode day(String day, int count) throws Exception {
    return Page.json(
        "{'test_day':'%sT00:00:00+00:00','anomaly_count':null,'total_count':%d}"
            .formatted(day, count));
  }
}
