// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of generated measurements: the requests that Explorer and scripts really make, and
 * those that were measured when the tables were designed.
 *
 * @param today the day behind the last measurement
 */
record ReaderShapes(LocalDate today) {

  private static final String WEB = "test_name=web_connectivity";
  private static final String BY_DAY = "axis_x=measurement_start_day&time_grain=day";

  /** Days ago until tomorrow. */
  private String days(int number) {
    return "since=" + today.minusDays(number) + "&until=" + today.plusDays(1);
  }

  List<Shape> all() {
    List<Shape> all = new ArrayList<>();
    all.addAll(charts());
    all.addAll(narrowCharts());
    all.addAll(lists());
    all.addAll(designCharts());
    all.addAll(designLists());
    all.addAll(pages());
    return all;
  }

  private List<Shape> charts() {
    String monthByDay = WEB + "&" + BY_DAY + "&" + days(30);
    String year = "since=" + today.getYear() + "-01-01&until=" + today.plusDays(1);
    return List.of(
        Shape.chart("01 all, by day, 30 d", monthByDay, 0),
        Shape.chart("02 IR by day and domain", monthByDay + "&probe_cc=IR&axis_y=domain", 0),
        Shape.chart("03 domain by country", monthByDay + "&domain=twitter.com&axis_y=probe_cc", 0),
        Shape.chart("04 calendar of IT", "probe_cc=IT&axis_x=measurement_start_day&" + year, 0),
        Shape.chart(
            "05 network, 12 years",
            "probe_asn=AS3269&axis_x=measurement_start_day&since="
                + today.minusYears(12)
                + "&until="
                + today.plusDays(1),
            0),
        Shape.chart("06 network by country", "probe_asn=AS3269&axis_x=probe_cc", 0));
  }

  private List<Shape> narrowCharts() {
    String monthByDay = WEB + "&" + BY_DAY + "&" + days(30);
    return List.of(
        Shape.chart(
            "07 categories of RU", "probe_cc=RU&" + WEB + "&axis_x=category_code&" + days(30), 0),
        Shape.chart(
            "08 NEWS by day and country",
            "category_code=NEWS&" + BY_DAY + "&axis_y=probe_cc&" + days(30),
            0),
        Shape.chart(
            "09 messengers of CN",
            "test_name=signal,telegram,whatsapp,facebook_messenger&probe_cc=CN&"
                + BY_DAY
                + "&axis_y=test_name&"
                + days(30),
            0),
        Shape.chart(
            "10 networks of BR, one domain",
            "probe_cc=BR&probe_asn=AS28573,AS26599,AS26615,AS7738,AS27699&domain=x.com&"
                + BY_DAY
                + "&axis_y=probe_asn&"
                + days(8),
            0),
        Shape.chart(
            "11 blocking type by hour, 7 d",
            "axis_x=measurement_start_day&axis_y=blocking_type&time_grain=hour&"
                + "since="
                + today.minusDays(6)
                + "&until="
                + today.plusDays(1),
            0),
        Shape.chart(
            "12 as 02, CSV",
            monthByDay + "&probe_cc=IR&axis_y=domain&format=CSV&download=true",
            0));
  }

  private List<Shape> lists() {
    return List.of(
        Shape.list("13 newest 50", "failure=false&limit=50&order=desc&" + days(30), 0),
        Shape.list(
            "14 nearly none",
            "probe_cc=BD&probe_asn=135339&domain=jamestown.org&" + WEB + "&" + days(31),
            0),
        Shape.list(
            "15 rare domain",
            "domain=www.womenonwaves.org&probe_cc=JO&limit=50&until=" + today.plusDays(1),
            0),
        Shape.list(
            "16 offset 5,000", "probe_cc=RU&" + WEB + "&limit=100&offset=5000&" + days(1), 0),
        Shape.list(
            "17 confirmed in PH",
            "confirmed=true&probe_cc=PH&failure=false&" + WEB + "&" + days(5),
            0),
        Shape.list("18 NEWS, 180 d", "category_code=NEWS&limit=50&" + days(178), 0));
  }

  private List<Shape> designCharts() {
    String domain = "domain=twitter.com&" + BY_DAY + "&";
    String grouped = "domain=twitter.com&" + BY_DAY + "&axis_y=probe_cc&";
    String categories = "axis_x=probe_cc&axis_y=category_code&";
    return List.of(
        Shape.chart("domain by day, month", domain + days(30), 58),
        Shape.chart("domain by day, year", domain + days(365), 625),
        Shape.chart("domain, day x country, month", grouped + days(30), 57),
        Shape.chart("domain, day x country, year", grouped + days(365), 642),
        Shape.chart("country x category, month", categories + days(30), 620),
        Shape.chart("country x category, year", categories + days(365), 1554),
        Shape.chart("country by day, year", "probe_cc=IT&" + BY_DAY + "&" + days(365), 187),
        Shape.chart(
            "networks by month, country",
            "probe_cc=IT&axis_x=measurement_start_day&axis_y=probe_asn&time_grain=month&"
                + days(730),
            167));
  }

  private List<Shape> designLists() {
    return List.of(
        Shape.list("country and nettest, month", "probe_cc=IT&test_name=signal&" + days(29), 30),
        Shape.list("small country, rare", "probe_cc=TV&test_name=torsf&" + days(178), 13),
        Shape.list("newest 100", "limit=100", 54),
        Shape.list("country, confirmed", "probe_cc=IT&confirmed=true&" + days(178), 340),
        Shape.list("domain, anomaly, month", "domain=twitter.com&anomaly=true&" + days(29), 108),
        Shape.list("tail domain", "domain=www.site-39000.example&" + days(178), 25),
        Shape.list("network, month", "probe_asn=AS3269&" + days(29), 25),
        Shape.list("offset 10,000", "limit=100&offset=10000&" + days(29), 23));
  }

  private List<Shape> pages() {
    return List.of(
        Shape.page("overview by month", "global_overview_by_month", 466),
        Shape.page("website_urls", "website_urls?probe_cc=IT&probe_asn=3269", 51),
        Shape.page("website_networks", "website_networks?probe_cc=IT", 23),
        Shape.page("test_coverage", "test_coverage?probe_cc=IT&test_groups=websites", 21),
        Shape.page("asn_by_month", "asn_by_month", 0),
        Shape.page("countries_by_month", "countries_by_month", 0),
        Shape.page("global_overview", "global_overview", 0),
        Shape.page("countries", "countries", 0),
        Shape.page("country_overview", "country_overview?probe_cc=IT", 0),
        Shape.page(
            "website_stats",
            "website_stats?probe_cc=IT&probe_asn=3269&input=https://twitter.com/",
            0),
        Shape.page("vanilla_tor_stats", "vanilla_tor_stats?probe_cc=IT", 0),
        Shape.page("im_networks", "im_networks?probe_cc=IT", 0),
        Shape.page("im_stats", "im_stats?probe_cc=IT&probe_asn=3269&test_name=signal", 0),
        Shape.page("circumvention, countries", "circumvention_stats_by_country", 0),
        Shape.page("circumvention, runtimes", "circumvention_runtime_stats", 0),
        Shape.page("domain_metadata", "domain_metadata?domain=twitter.com", 0),
        Shape.page("asnmeta", "asnmeta?asn=3269", 0),
        Shape.page("networks", "networks", 0),
        Shape.page("domains", "domains", 0),
        Shape.page("test_names", "test_names", 0),
        Shape.page("network_stats", "network_stats?probe_cc=IT", 0),
        Shape.page("check_report_id", "check_report_id?report_id=20260101T000000Z_any", 0),
        Shape.page("account_metadata", "account_metadata", 0));
  }
}
