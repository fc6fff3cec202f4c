// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a test list.
 *
 * @param domain network location of the URL
 * @param url exactly as probes are told to measure it
 * @param country the list: {@code ZZ}, or the country in lower case
 * @param category code of its category
 */
record ListedUrl(String domain, String url, String country, String category) {

  private static final Pattern URL =
      Pattern.compile("https?://([^\\s/?#\\p{Cntrl}]+)(?:[/?#][^\\s\\p{Cntrl}]*)?");
  private static final Pattern CATEGORY = Pattern.compile("[A-Z0-9]{2,10}");
  private static final int LONGEST_URL = 2048;
  private static final int LONGEST_DOMAIN = 255;

  /** Of the fields of a row; empty when the URL or the category are not of their form. */
  static Optional<ListedUrl> of(String url, String country, String category) {
    Matcher form = URL.matcher(url.strip());
    if (!form.matches()
        || bytes(form.group()) > LONGEST_URL
        || bytes(form.group(1)) > LONGEST_DOMAIN
        || !CATEGORY.matcher(category.strip()).matches()) {
      return Optional.empty();
    }
    return Optional.of(new ListedUrl(form.group(1), form.group(), country, category.strip()));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
