// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import org.ooni.backend.place.CountryCode;

/**
 * What adds to, or with a negative number takes from, the priority of the entries it matches. A
 * star or the empty text stands for any value.
 *
 * @param category code of a category
 * @param cc code of a country
 * @param domain network location
 * @param url the whole URL
 * @param priority what is added
 */
public record PriorityRule(String category, String cc, String domain, String url, int priority) {

  /** Whether it is one of those that count for probes in a country; the case is looked at. */
  public boolean holdsIn(CountryCode country) {
    return isAny(cc) || cc.equals(country.code());
  }

  /**
   * Whether it is about an entry. An entry of the list of all countries belongs to each of them.
   */
  public boolean matches(TestListEntry entry) {
    return covers(category, entry.category())
        && covers(domain, entry.domain())
        && covers(url, entry.url())
        && (entry.isGlobal() || isAny(cc) || cc.equalsIgnoreCase(entry.country().code()));
  }

  private static boolean covers(String pattern, String value) {
    return isAny(pattern) || pattern.equals(value);
  }

  private static boolean isAny(String pattern) {
    return pattern.isEmpty() || pattern.equals("*");
  }
}
