// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.pagetest.CountedMeasurements;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.schema.MigratedPostgres;

class CircumventionResourceTest {

  private static final long DAY = 86_400;
  private static final String RUNTIMES = "/circumvention_runtime_stats";

  private CountedMeasurements measured;
  private Page page;

  @BeforeEach
  void deploy() throws Exception {
    measured = new CountedMeasurements(MigratedPostgres.shared());
    CircumventionResource resource = new CircumventionResource();
    resource.counts = new CircumventionCounts();
    resource.counts.database = Page.database();
    resource.runtimes = new RuntimeTable();
    resource.runtimes.reading = Page.database();
    resource.runtimes.writing = MigratedPostgres.shared().application();
    resource.runtimes.clock = Page.CLOCK;
    resource.vanillaTor = new VanillaTor();
    resource.vanillaTor.database = Page.database();
    resource.kept = Page.neverKept();
    resource.clock = Page.CLOCK;
    page = new Page(resource);
  }

  @Test
  void countriesAreCountedFromHalfAYearAgoToTheDayBeforeYesterday() throws Exception {
    measured
        .add(1, "VE", 1L, "tor", "2026-11-20T23:59:59Z", "")
        .add(1, "VE", 1L, "torsf", "2026-05-22T10:00:00Z", "f")
        .add(1, "ZZ", null, "psiphon", "2026-11-01T10:00:00Z", "")
        .add(1, "IR", 1L, "stunreachability", "2026-11-01T10:00:00Z", "")
        .add(1, "IR", 1L, "riseupvpn", "2026-11-01T10:00:00Z", "")
        .add(9, "VE", 1L, "tor", "2026-11-21T00:00:00Z", "")
        .add(9, "VE", 1L, "tor", "2026-05-21T23:59:59Z", "")
        .add(9, "VE", 1L, "vanilla_tor", "2026-11-01T00:00:00Z", "")
        .count();
    page.assertAnswer(
        "/circumvention_stats_by_country",
        DAY,
        "{'v':0,'results':[{'probe_cc':'IR','cnt':2},{'probe_cc':'VE','cnt':2},"
            + "{'probe_cc':'ZZ','cnt':1}]}");
  }

  @Test
  void runtimesAreInterpolatedAndEveryPlaceIsThere() throws Exception {
    measured
        .runtime("10.0")
        .add(1, "VE", 1L, "psiphon", "2026-11-19T00:00:00Z", "")
        .runtime("20")
        .add(1, "VE", 2L, "psiphon", "2026-11-19T23:59:59Z", "f")
        .runtime("5.5")
        .add(1, "IR", 1L, "tor", "2026-11-18T10:00:00Z", "")
        .runtime("7")
        .add(1, "XX", 1L, "ndt", "2026-11-18T10:00:00Z", "")
        .add(1, "XX", 1L, "tor", "2026-11-21T10:00:00Z", "")
        .add(1, "XX", 1L, "tor", "2026-05-21T10:00:00Z", "")
        .count();
    page.assertAnswer(
        RUNTIMES,
        DAY,
        """
        {'v':0,'results':[
          {'test_name':'psiphon','probe_cc':'IR','date':'2026-11-18','v':[]},
          {'test_name':'psiphon','probe_cc':'IR','date':'2026-11-19','v':[]},
          {'test_name':'psiphon','probe_cc':'VE','date':'2026-11-18','v':[]},
          {'test_name':'psiphon','probe_cc':'VE','date':'2026-11-19','v':[15.0,19.0,2]},
          {'test_name':'tor','probe_cc':'IR','date':'2026-11-18','v':[5.5,5.5,1]},
          {'test_name':'tor','probe_cc':'IR','date':'2026-11-19','v':[]},
          {'test_name':'tor','probe_cc':'VE','date':'2026-11-18','v':[]},
          {'test_name':'tor','probe_cc':'VE','date':'2026-11-19','v':[]}]}
        """);
  }

  @Test
  void whatArrivesLateIsSummedUpAsWell() throws Exception {
    measured.runtime("10").add(1, "VE", 1L, "tor", "2026-11-19T00:00:00Z", "").count();
    assertEquals(Page.json("[10.0,10.0,1]"), page.ask(RUNTIMES).at("/results/0/v"));
    measured.runtime("30").add(1, "VE", 1L, "tor", "2026-11-19T00:00:00Z", "").count();
    assertEquals(Page.json("[20.0,28.0,2]"), page.ask(RUNTIMES).at("/results/0/v"));
    measured.removeAll().count();
    page.assertAnswer(RUNTIMES, DAY, "{'v':0,'results':[]}");
  }

  @Test
  void aDayWithManyCountriesIsSummedUpAtOnce() throws Exception {
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      for (String test : new String[] {"tor", "torsf", "psiphon"}) {
        measured.runtime("10").add(1, "A" + letter, 1L, test, "2026-11-19T00:00:00Z", "");
        measured.runtime("null").add(1, "B" + letter, 1L, test, "2026-11-19T00:00:00Z", "");
      }
    }
    measured.count();
    JsonNode results = page.ask(RUNTIMES).get("results");
    assertEquals(26 * 3, results.size());
    for (JsonNode result : results) {
      assertEquals(Page.json("[10.0,10.0,1]"), result.get("v"));
    }
  }

  @Test
  void whatIsNoRuntimeIsPassedOver() throws Exception {
    for (String strange : new String[] {"null", "'9'", "-1", "1e400", "[1]", "{}", "true"}) {
      measured
          .runtime(strange.replace('\'', '"'))
          .add(1, "VE", 1L, "tor", "2026-11-19T00:00:00Z", "");
    }
    measured.count();
    page.assertAnswer(RUNTIMES, DAY, "{'v':0,'results':[]}");
    measured.runtime("1.5E1").add(1, "VE", 1L, "tor", "2026-11-19T00:00:00Z", "").count();
    assertEquals(Page.json("[15.0,15.0,1]"), page.ask(RUNTIMES).at("/results/0/v"));
  }

  @Test
  void withoutMeasurementsThereIsNothing() throws Exception {
    page.assertAnswer("/circumvention_stats_by_country", DAY, "{'v':0,'results':[]}");
    page.assertAnswer(RUNTIMES, DAY, "{'v':0,'results':[]}");
    page.assertAnswer(
        "/vanilla_tor_stats?probe_cc=XY",
        0,
        "{'networks':[],'notok_networks':0,'last_tested':null}");
  }

  @Test
  void underTheNameOfVanillaTorAllNettestsAreCounted() throws Exception {
    measured
        .add(1, "BR", 1L, "vanilla_tor", "2026-11-22T10:00:00Z", "f")
        .add(2, "BR", null, "vanilla_tor", "2026-05-22T00:00:00Z", "a")
        .add(1, "BR", null, "tor", "2026-11-21T10:00:00Z", "f")
        .add(9, "BR", 1L, "vanilla_tor", "2026-05-21T23:59:59Z", "")
        .add(9, "IT", 1L, "vanilla_tor", "2026-11-22T10:00:00Z", "")
        .count();
    page.assertAnswer(
        "/vanilla_tor_stats?probe_cc=BR",
        0,
        """
        {'networks':[
          {'probe_asn':0,'failure_count':1,'last_tested':'2026-11-21','total_count':3,
            'success_count':1,'test_runtime_avg':null,'test_runtime_max':null,
            'test_runtime_min':null},
          {'probe_asn':1,'failure_count':1,'last_tested':'2026-11-22','total_count':1,
            'success_count':1,'test_runtime_avg':null,'test_runtime_max':null,
            'test_runtime_min':null}],
         'notok_networks':0,'last_tested':'2026-11-22'}
        """);
    page.assertRefused("/vanilla_tor_stats", "missing or incorrect probe_cc");
  }

  @Test
  void aNetworkIsNotOkWhenTorMostlyFailsInIt() throws Exception {
    measured
        .add(4, "BR", 1L, "vanilla_tor", "2026-11-20T10:00:00Z", "")
        .add(3, "BR", 1L, "vanilla_tor", "2026-11-20T10:00:00Z", "a")
        .add(6, "BR", 2L, "vanilla_tor", "2026-11-20T10:00:00Z", "")
        .add(4, "BR", 2L, "vanilla_tor", "2026-11-20T10:00:00Z", "a")
        .add(5, "BR", 3L, "vanilla_tor", "2026-11-20T10:00:00Z", "a")
        .count();
    assertEquals(1, page.ask("/vanilla_tor_stats?probe_cc=BR").get("notok_networks").intValue());
  }
}
