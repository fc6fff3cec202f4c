// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * The URLs that probes are asked to measure, in the order of {@link TestListRanking}. Always has an
 * answer: without the database the last good list is ranked as if nothing had been measured (probe
 * services 5.5).
 */
@ApplicationScoped
public class TestLists {

  @Inject CurrentTestList current;
  @Inject RecentCounts counts;

  @Inject
  @ConfigProperty(name = "TEST_LIST_TIE_BREAK")
  String tieBreak;

  @Inject
  @ConfigProperty(name = "TEST_LIST_COUNT_FLOOR")
  double countFloor;

  private TestListRanking ranking;

  @PostConstruct
  void start() {
    ranking =
        new TestListRanking(
            countFloor,
            TieBreak.valueOf(tieBreak.toUpperCase(Locale.ROOT)),
            ThreadLocalRandom::current);
  }

  /**
   * The best URLs for a probe.
   *
   * @param asn its network, unknown to count the measurements of all networks
   * @param categories codes of the categories it measures, none for all
   * @param limit how many at most
   */
  public List<RankedUrl> best(
      CountryCode country, ProbeAsn asn, Set<String> categories, int limit) {
    TestList list = current.get();
    Candidates candidates = list.candidatesOf(country);
    int[] measured = counts.of(list, candidates, country, asn);
    return ranking.best(candidates.entries(), place -> measured[place], categories, limit);
  }

  /**
   * Told of each measurement that a commit of this node counted if its URL is on a list.
   *
   * @param week the Sunday that the week of the measurement began with
   */
  public void measured(LocalDate week, CountryCode country, ProbeAsn asn, String url) {
    counts.measured(week, country, asn, url);
  }

  /**
   * How many URLs a probe gets for one run (probe services 3.2).
   *
   * @param isManual whether its user started it and waits
   * @param isCharging whether it has power
   */
  public static int mostUrls(boolean isManual, boolean isCharging) {
    if (isManual) {
      return 9999;
    }
    return isCharging ? 100 : 20;
  }

  /** The list and the rules that are used at present. */
  public TestList current() {
    return current.get();
  }
}
