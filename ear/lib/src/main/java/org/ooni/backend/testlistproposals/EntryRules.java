// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.ooni.backend.problem.ChangeRefused;

/** What a new entry of a test list must be (probe services, section 9). */
final class EntryRules {

  /** The host has bounded labels and the path no alternatives, so a match takes linear time. */
  private static final Pattern URL =
      Pattern.compile(
          "https?://"
              + "(?:(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,127}[a-z0-9-]{2,63}\\.?"
              + "|\\d{1,3}(?:\\.\\d{1,3}){3})"
              + "(?::\\d{1,5})?/\\S*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private EntryRules() {}

  /**
   * Checks one.
   *
   * @throws ChangeRefused with the code of the first rule that it breaks
   */
  static void check(ListedUrl entry) {
    if (!isUrl(entry.url())) {
      throw new ChangeRefused(
          "err_bad_url", "The URL must be http or https, with a host and a path such as /");
    }
    if (UrlCategories.description(entry.categoryCode()).isEmpty()) {
      throw new ChangeRefused("err_bad_category_code", "There is no such category");
    }
    if (!isDate(entry.dateAdded())) {
      throw new ChangeRefused("err_bad_date", "The date must be a day as YYYY-MM-DD");
    }
  }

  private static boolean isUrl(String url) {
    return URL.matcher(url).matches()
        && url.codePoints()
            .noneMatch(
                character ->
                    character == '\\'
                        || Character.isISOControl(character)
                        || Character.isWhitespace(character)
                        || Character.isSpaceChar(character));
  }

  private static boolean isDate(String text) {
    try {
      return DATE.matcher(text).matches() && LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
