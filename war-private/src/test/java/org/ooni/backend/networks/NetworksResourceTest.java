// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.pagetest.CountedMeasurements;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.schema.MigratedPostgres;

class NetworksResourceTest {

  private CountedMeasurements measured;
  private Page page;

  @BeforeEach
  void deploy() throws Exception {
    measured = new CountedMeasurements(MigratedPostgres.shared());
    measured.run(
        """
        insert into asnmeta (asn, org_name, changed) values (3269, 'Old', '2015-01-01'),
          (3269, 'New', '2020-01-01'), (7, '', '2020-01-01')
        """);
    NetworksResource resource = new NetworksResource();
    resource.list = new NetworkList();
    resource.list.database = Page.database();
    resource.kept = Page.neverKept();
    resource.database = Page.database();
    page = new Page(resource);
  }

  @Test
  void everyNetworkIsThereOnceWithItsNewestName() throws Exception {
    measured
        .add(2, "IT", 3269L, "ndt", "2026-11-21T10:00:00Z", "")
        .add(3, "SM", 3269L, "ndt", "2013-11-21T10:00:00Z", "")
        .add(1, "IT", null, "ndt", "2026-11-21T10:00:00Z", "")
        .add(1, "ZZ", 4_294_967_295L, "ndt", "2026-11-21T10:00:00Z", "")
        .count();
    page.assertAnswer(
        "/networks",
        7200,
        "{'v':0,'results':[{'probe_asn':3269,'cnt':5,'org_name':'New'},"
            + "{'probe_asn':0,'cnt':1,'org_name':''},"
            + "{'probe_asn':4294967295,'cnt':1,'org_name':''}]}");
  }

  @Test
  void withoutMeasurementsThereIsNone() throws Exception {
    page.assertAnswer("/networks", 7200, "{'v':0,'results':[]}");
    measured.add(1, "IT", 1L, "ndt", "2026-11-21T10:00:00Z", "").count().removeAll().count();
    page.assertAnswer("/networks", 7200, "{'v':0,'results':[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "3269, New",
    "AS3269, New",
    "as3269, New",
    "7, ''",
    "0, Unknown",
    "64512, Unknown",
    "99999999999, Unknown",
  })
  void everyNumberHasAName(String asn, String name) throws Exception {
    page.assertAnswer("/asnmeta?asn=" + asn, 7200, "{'org_name':'" + name + "'}");
  }

  @ParameterizedTest
  @CsvSource({"''", "?asn=", "?asn=x", "?asn=-1", "?asn=1.5", "?asn=1%27", "?asn=%00", "?asn=AS"})
  void whatIsNoNumberIsRefused(String query) throws Exception {
    assertEquals(400, page.get("/asnmeta" + query).getStatus());
  }

  @Test
  void theRefusalIsTheReferences() throws Exception {
    page.assertRefused("/asnmeta", "missing asn");
  }

  @Test
  void speedsWereNeverThere() throws Exception {
    page.assertAnswer(
        "/network_stats?probe_cc=GB",
        86_400,
        "{'metadata':{'current_page':1,'limit':10,'next_url':null,'offset':0,'total_count':0},"
            + "'results':[]}");
    page.assertRefused("/network_stats", "missing or incorrect probe_cc");
  }
}
