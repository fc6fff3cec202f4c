// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.util.Locale;
import java.util.regex.Pattern;
import org.ooni.backend.problem.ChangeRefused;

/**
 * Name of a test list.
 *
 * @param text two letters of a country in lower case, or {@code global}
 */
public record ListName(String text) {

  private static final Pattern FORM = Pattern.compile("[a-z]{2}|global");

  static final ListName GLOBAL = new ListName("global");

  /** A name of that form. */
  public ListName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a list is named by a country or global");
    }
  }

  /**
   * Reads one, in any case.
   *
   * @throws ChangeRefused when it is neither two letters nor global
   */
  public static ListName of(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(name).matches()) {
      throw new ChangeRefused(
          "err_invalid_country_code", "The country code must be two letters, or global");
    }
    return new ListName(name);
  }

  /** Where the list is in the repository. */
  String path() {
    return "lists/" + text + ".csv";
  }

  @Override
  public String toString() {
    return text;
  }
}
