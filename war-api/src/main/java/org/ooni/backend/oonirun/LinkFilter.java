// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.problem.Unprocessable;

/**
 * Which links are listed. Of a repeated parameter the last value counts, an empty one is absent
 * (measurement API 1.1).
 *
 * @param isMine only those of who asks
 * @param isExpired also those that are over
 * @param limit how many at most
 * @param offset how many of the newest are left out
 */
record LinkFilter(boolean isMine, boolean isExpired, int limit, int offset) {

  private static final int MOST = 1000;
  private static final int FARTHEST = 1_000_000;
  private static final Set<String> YES = Set.of("true", "1", "yes", "on", "t", "y");
  private static final Set<String> NO = Set.of("false", "0", "no", "off", "f", "n");

  /**
   * Reads one.
   *
   * @throws Unprocessable when a parameter is not what it may be
   */
  static LinkFilter of(MultivaluedMap<String, String> query) {
    return new LinkFilter(
        flag(query, "is_mine"),
        flag(query, "is_expired"),
        number(query, "limit", 1, MOST).orElse(MOST),
        number(query, "offset", 0, FARTHEST).orElse(0));
  }

  /** The query of the page behind this one, which had so many links. */
  String next(int shown) {
    return "?is_mine=%b&is_expired=%b&limit=%d&offset=%d"
        .formatted(isMine, isExpired, limit, offset + shown);
  }

  private static boolean flag(MultivaluedMap<String, String> query, String name) {
    String text = text(query, name).orElse("false").toLowerCase(Locale.ROOT);
    if (!YES.contains(text) && !NO.contains(text)) {
      throw new Unprocessable(name, "must be true or false");
    }
    return YES.contains(text);
  }

  private static Optional<Integer> number(
      MultivaluedMap<String, String> query, String name, int least, int most) {
    Optional<Integer> number =
        text(query, name).map(text -> text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : -1);
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      throw new Unprocessable(name, "must be a whole number from " + least + " to " + most);
    }
    return number;
  }

  private static Optional<String> text(MultivaluedMap<String, String> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(values.size() - 1)).filter(value -> !value.isEmpty());
  }
}
