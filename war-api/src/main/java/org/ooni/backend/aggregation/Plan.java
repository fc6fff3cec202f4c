// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.time.temporal.ChronoUnit;
import org.ooni.backend.queries.Conditions;

/**
 * Chooses where a question is answered from: the smallest table that has all that it is about.
 *
 * <table>
 * <caption>What the question is about, and the table for it</caption>
 * <tr><td>hours, kinds of blocking, OONI Run links</td><td>fastpath</td></tr>
 * <tr><td>networks together with websites or categories</td><td>fastpath</td></tr>
 * <tr><td>domains or inputs</td><td>rollup_site_day</td></tr>
 * <tr><td>one category, as the lists of several countries have it</td><td>rollup_site_day</td></tr>
 * <tr><td>categories</td><td>rollup_category_day</td></tr>
 * <tr><td>networks</td><td>rollup_network_day</td></tr>
 * <tr><td>countries, nettests and days only</td><td>rollup_country_day</td></tr>
 * </table>
 *
 * <p>Whole months of networks, months and years of categories, are read as such, with what is left
 * at both ends, or without what is too much there ({@link Stretch}).
 */
final class Plan {

  /** Days, with the first and the last of them. */
  private static final int MONTH = 32;

  private Plan() {}

  /**
   * The statement for a question.
   *
   * @param mostGroups no more groups are read
   */
  static Conditions.Statement statement(AggregationQuery query, int mostGroups) {
    if (isAboutMeasurements(query)) {
      return FastpathCounts.statement(query, mostGroups);
    }
    return rollup(query).statement(query, mostGroups);
  }

  /**
   * Whether it may look at many rows, because nothing that an index has narrows it down: all
   * measurements of a time, or the websites of all countries or of more than a month.
   */
  static boolean isHeavy(AggregationQuery query) {
    if (query.isFiltered(Axis.DOMAIN) || query.isFiltered(Axis.INPUT)) {
      return false;
    }
    if (isAboutMeasurements(query)) {
      return !query.isFiltered(Axis.PROBE_ASN) && query.runLinks().isEmpty();
    }
    boolean ofOneMonth = ChronoUnit.DAYS.between(query.since(), query.until()) <= MONTH;
    boolean ofCountries = query.isFiltered(Axis.PROBE_CC);
    return rollup(query) == Rollup.SITE && !(ofCountries && ofOneMonth);
  }

  private static boolean isAboutMeasurements(AggregationQuery query) {
    return query.isHourly()
        || query.needs(Axis.BLOCKING_TYPE)
        || !query.runLinks().isEmpty()
        || (query.needs(Axis.PROBE_ASN) && (isAboutSites(query) || isAboutCategories(query)));
  }

  private static Rollup rollup(AggregationQuery query) {
    if (isAboutSites(query) || looksAtSeveralLists(query)) {
      return Rollup.SITE;
    }
    if (isAboutCategories(query)) {
      return Rollup.CATEGORY;
    }
    if (query.needs(Axis.PROBE_ASN)) {
      return Rollup.NETWORK;
    }
    return Rollup.COUNTRY;
  }

  private static boolean isAboutSites(AggregationQuery query) {
    return query.needs(Axis.DOMAIN) || query.needs(Axis.INPUT);
  }

  private static boolean isAboutCategories(AggregationQuery query) {
    return query.needs(Axis.CATEGORY_CODE);
  }

  /** A list of one country then counts for probes in another: no rollup keeps that apart. */
  private static boolean looksAtSeveralLists(AggregationQuery query) {
    return query.category().isPresent() && query.probeCcs().size() > 1;
  }
}
