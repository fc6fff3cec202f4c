// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.pagetest.CountedMeasurements;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.schema.MigratedPostgres;

class OverviewTest {

  private static final long DAY = 86_400;

  private CountedMeasurements measured;
  private Page world;
  private Page months;
  private Page country;

  @BeforeEach
  void deploy() throws Exception {
    measured = new CountedMeasurements(MigratedPostgres.shared());
    GlobalOverviewResource global = new GlobalOverviewResource();
    global.database = Page.database();
    global.names = new CountryNames();
    world = new Page(global);
    MonthlyOverviewResource monthly = new MonthlyOverviewResource();
    monthly.database = Page.database();
    monthly.clock = Page.CLOCK;
    months = new Page(monthly);
    CountryOverviewResource one = new CountryOverviewResource();
    one.database = Page.database();
    one.clock = Page.CLOCK;
    country = new Page(one);
  }

  private void measureTheWorld() throws Exception {
    measured
        .add(2, "IT", 3269L, "ndt", "2026-11-21T10:00:00Z", "")
        .add(1, "IT", 30722L, "ndt", "2026-10-31T23:59:59Z", "")
        .add(3, "ZZ", null, "ndt", "2026-10-01T00:00:00Z", "")
        .add(1, "BR", 3269L, "ndt", "2024-11-01T00:00:00Z", "")
        .add(1, "BR", 3269L, "ndt", "2024-10-31T23:59:59Z", "")
        .add(1, "BR", 3269L, "ndt", "2026-12-01T00:00:00Z", "")
        .count();
  }

  @Test
  void theWorldIsCountedWithWhatIsNotKnown() throws Exception {
    measureTheWorld();
    world.assertAnswer(
        "/global_overview", DAY, "{'network_count':3,'country_count':3,'measurement_count':9}");
  }

  @Test
  void countriesWithANameAreListedByCode() throws Exception {
    measureTheWorld();
    world.assertAnswer(
        "/countries",
        DAY,
        "{'countries':[{'alpha_2':'BR','name':'Brazil','count':3},"
            + "{'alpha_2':'IT','name':'Italy','count':3}]}");
  }

  @Test
  void monthsOfTwoYearsAreOldestFirstAndThisOneLast() throws Exception {
    measureTheWorld();
    months.assertAnswer(
        "/global_overview_by_month",
        DAY,
        """
        {'networks_by_month':[{'date':'2024-11-01T00:00:00+00:00','value':1},
          {'date':'2026-10-01T00:00:00+00:00','value':2},
          {'date':'2026-11-01T00:00:00+00:00','value':1}],
         'countries_by_month':[{'date':'2024-11-01T00:00:00+00:00','value':1},
          {'date':'2026-10-01T00:00:00+00:00','value':2},
          {'date':'2026-11-01T00:00:00+00:00','value':1}],
         'measurements_by_month':[{'date':'2024-11-01T00:00:00+00:00','value':1},
          {'date':'2026-10-01T00:00:00+00:00','value':4},
          {'date':'2026-11-01T00:00:00+00:00','value':2}]}
        """);
    assertEquals(
        months.ask("/global_overview_by_month").get("networks_by_month"),
        months.ask("/asn_by_month"));
    assertEquals(
        months.ask("/global_overview_by_month").get("countries_by_month"),
        months.ask("/countries_by_month"));
    months.assertMaxAge("/asn_by_month", DAY);
    months.assertMaxAge("/countries_by_month", DAY);
  }

  @Test
  void anEmptyDatabaseHasEmptyPages() throws Exception {
    world.assertAnswer(
        "/global_overview", DAY, "{'network_count':0,'country_count':0,'measurement_count':0}");
    world.assertAnswer("/countries", DAY, "{'countries':[]}");
    months.assertAnswer("/asn_by_month", DAY, "[]");
    months.assertAnswer(
        "/global_overview_by_month",
        DAY,
        "{'networks_by_month':[],'countries_by_month':[],'measurements_by_month':[]}");
  }

  @Test
  void whatWasTakenBackIsNotShown() throws Exception {
    measureTheWorld();
    measured.removeAll().count();
    anEmptyDatabaseHasEmptyPages();
    country.assertAnswer(
        "/country_overview?probe_cc=IT",
        DAY,
        "{'first_bucket_date':'2026-11-22','measurement_count':0,'network_count':0}");
  }

  @Test
  void aCountryCountsSinceDecember2012() throws Exception {
    measured
        .add(4, "IT", 1L, "ndt", "2012-11-30T23:59:59Z", "")
        .add(1, "IT", 2L, "ndt", "2012-11-30T10:00:00Z", "")
        .add(2, "IT", 2L, "ndt", "2012-12-04T10:00:00Z", "")
        .add(3, "IT", null, "ndt", "2026-11-22T10:00:00Z", "")
        .count();
    country.assertAnswer(
        "/country_overview?probe_cc=IT",
        DAY,
        "{'first_bucket_date':'2012-12-04','measurement_count':5,'network_count':2}");
    country.assertAnswer(
        "/country_overview?probe_cc=it&since_index=x",
        DAY,
        "{'first_bucket_date':'2012-12-04','measurement_count':5,'network_count':2}");
  }

  @Test
  void theListOfYearsBeginsInThePast() throws Exception {
    measured.add(1, "IT", 1L, "ndt", "2031-01-01T00:00:00Z", "").count();
    country.assertAnswer(
        "/country_overview?probe_cc=IT",
        DAY,
        "{'first_bucket_date':'2026-11-22','measurement_count':1,'network_count':1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?probe_cc=",
        "?probe_cc=ITA",
        "?probe_cc=I",
        "?probe_cc=1T",
        "?probe_cc=%00T",
        "?probe_cc=%C3%9F",
        "?probe_cc=I%27",
        "?probe_cc=IT&probe_cc=x",
        "?probe_cc=%F0%9F%87%AE%F0%9F%87%B9",
      })
  void aCountryIsTwoLetters(String query) throws Exception {
    assertEquals(400, country.get("/country_overview" + query).getStatus());
  }

  @Test
  void theRefusalIsTheReferences() throws Exception {
    country.assertRefused("/country_overview?probe_cc=ITA", "missing or incorrect probe_cc");
  }
}
