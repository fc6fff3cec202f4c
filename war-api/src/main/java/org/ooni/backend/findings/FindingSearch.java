// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.problem.Unprocessable;

/**
 * Which findings are asked for: any value of each list, all lists together; an empty list asks for
 * nothing in particular.
 *
 * @param creator only those of this account
 */
record FindingSearch(
    List<String> themes,
    List<String> countryCodes,
    List<Long> asns,
    List<String> domains,
    Optional<String> creator) {

  private static final int MOST_VALUES = 100;

  /**
   * Of the values of the query, as they are written there.
   *
   * @throws Unprocessable when a value is not of its form, or there are too many
   */
  static FindingSearch of(
      List<String> themes,
      List<String> countryCodes,
      List<String> asns,
      List<String> domains,
      Optional<String> creator) {
    return new FindingSearch(
        given("theme", themes),
        given("country_code", countryCodes),
        given("asn", asns).stream().map(FindingSearch::asn).toList(),
        given("domain", domains),
        creator);
  }

  private static List<String> given(String name, List<String> values) {
    List<String> given = values.stream().filter(value -> !value.isEmpty()).distinct().toList();
    if (given.size() > MOST_VALUES) {
      throw new Unprocessable(name, "may be given at most " + MOST_VALUES + " times");
    }
    if (given.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw new Unprocessable(name, "must not contain U+0000");
    }
    return given;
  }

  private static Long asn(String text) {
    String digits = text.regionMatches(true, 0, "AS", 0, 2) ? text.substring(2) : text;
    try {
      return ProbeAsn.ofDigits(digits).number();
    } catch (IllegalArgumentException e) {
      throw new Unprocessable("asn", "must be the number of a network");
    }
  }

  /**
   * A flag as readers write it; false when not given.
   *
   * @throws Unprocessable when the text says neither
   */
  static boolean flag(String name, String text) {
    return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on", "t", "y" -> true;
      case "", "false", "0", "no", "off", "f", "n" -> false;
      default -> throw new Unprocessable(name, "must be true or false");
    };
  }
}
