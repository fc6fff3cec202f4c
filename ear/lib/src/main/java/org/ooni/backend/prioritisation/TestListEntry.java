// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import org.ooni.backend.place.CountryCode;

/**
 * A line of a test list.
 *
 * @param domain network location of the URL
 * @param url exactly as probes are told to measure it
 * @param country whose list it is on, {@code ZZ} for the list of all countries
 * @param category code of the content's category, such as {@code NEWS}
 */
public record TestListEntry(String domain, String url, CountryCode country, String category) {

  /** The country as probes are told it: {@code XX} for the list of all countries. */
  public String countryCode() {
    return isGlobal() ? "XX" : country.code();
  }

  /** Whether it is on the list of all countries. */
  public boolean isGlobal() {
    return country.isUnknown();
  }
}
