// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Countries, networks, websites and nettests of generated measurements, with the skew of the real
 * ones: 230 countries, about 10,000 networks, 40,000 websites, 25 nettests. The same every time.
 */
public final class GeneratedWorld {

  /** Websites, the frequent ones first. */
  static final int SITES = 40_000;

  private static final int COUNTRIES = 230;
  private static final int NETWORKS = 10_000;
  private static final int LEAST_NETWORKS = 4;
  private static final long FIRST_ASN = 200_000;
  private static final int MOST_PAGES = 3;

  private static final List<String> FREQUENT_COUNTRIES =
      List.of(
          "US", "RU", "DE", "IN", "BR", "IT", "IR", "GB", "FR", "ID", "CN", "TR", "UA", "MY", "VE",
          "EG", "PK", "PH", "BD", "TH", "JO");

  /** Networks that requests name; the most frequent one of its country first. */
  private static final Map<String, long[]> NAMED_NETWORKS =
      Map.of(
          "IT", new long[] {3269},
          "BR", new long[] {28573, 26599, 26615, 7738, 27699},
          "BD", new long[] {135339});

  private static final Map<Integer, String> NAMED_SITES =
      Map.of(
          10, "twitter.com",
          40, "x.com",
          3_000, "jamestown.org",
          20_000, "www.womenonwaves.org");

  private static final List<String> NETTESTS =
      List.of(
          "web_connectivity",
          "telegram",
          "whatsapp",
          "signal",
          "facebook_messenger",
          "dnscheck",
          "ndt",
          "tor",
          "dash",
          "http_invalid_request_line",
          "http_header_field_manipulation",
          "stunreachability",
          "psiphon",
          "urlgetter",
          "riseupvpn",
          "torsf",
          "vanilla_tor",
          "openvpn",
          "echcheck",
          "browser_web",
          "bridge_reachability",
          "meek_fronted_requests_test",
          "tcp_connect",
          "http_host",
          "http_requests");

  private static final double WEB_CONNECTIVITY = 0.72;

  private final List<String> countries;
  private final long[][] networks;
  private final Zipf countryRanks = new Zipf(COUNTRIES, 0.9);
  private final Zipf siteRanks = new Zipf(SITES, 0.9);
  private final Zipf nettestRanks = new Zipf(NETTESTS.size() - 1, 0.9);
  private final Zipf[] networkRanks;

  /** Makes it. */
  public GeneratedWorld() {
    Set<String> codes = new LinkedHashSet<>(FREQUENT_COUNTRIES);
    codes.addAll(List.of(Locale.getISOCountries()));
    countries = new ArrayList<>(codes).subList(0, COUNTRIES);
    networks = new long[COUNTRIES][];
    networkRanks = new Zipf[COUNTRIES];
    long next = FIRST_ASN;
    for (int country = 0; country < COUNTRIES; country++) {
      long[] named = NAMED_NETWORKS.getOrDefault(countries.get(country), new long[0]);
      int size =
          Math.max(LEAST_NETWORKS + named.length, (int) (NETWORKS * countryRanks.share(country)));
      networks[country] = new long[size];
      for (int rank = 0; rank < size; rank++) {
        networks[country][rank] = rank < named.length ? named[rank] : next++;
      }
      networkRanks[country] = new Zipf(size, 1);
    }
  }

  int country(double point) {
    return countryRanks.rank(point);
  }

  String countryCode(int country) {
    return countries.get(country);
  }

  long network(int country, double point) {
    return networks[country][networkRanks[country].rank(point)];
  }

  /** All networks of a country, the frequent ones first. */
  long[] networksOf(int country) {
    return networks[country].clone();
  }

  int countryCount() {
    return COUNTRIES;
  }

  String nettest(double point) {
    return point < WEB_CONNECTIVITY
        ? NETTESTS.get(0)
        : NETTESTS.get(1 + nettestRanks.rank((point - WEB_CONNECTIVITY) / (1 - WEB_CONNECTIVITY)));
  }

  int site(double point) {
    return siteRanks.rank(point);
  }

  /** Domain of a website. */
  static String domain(int site) {
    return NAMED_SITES.getOrDefault(site, "www.site-%05d.example".formatted(site));
  }

  /** Address of one of the pages of a website that are measured; some have one, some more. */
  static String page(int site, int number) {
    int page = number % (1 + site % MOST_PAGES);
    return "https://" + domain(site) + (page == 0 ? "/" : "/section/" + page);
  }
}
