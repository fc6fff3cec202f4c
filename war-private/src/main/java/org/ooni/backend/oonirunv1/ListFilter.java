// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.problem.BadRequest;

/**
 * Which descriptors are listed.
 *
 * @param ids of these links; none for all
 * @param onlyLatest of each link the one that was saved last
 * @param includeArchived also those that were put away
 * @param onlyMine those of who asks
 */
record ListFilter(List<Long> ids, boolean onlyLatest, boolean includeArchived, boolean onlyMine) {

  private static final int MOST = 1000;
  private static final Set<String> YES = Set.of("true", "1", "yes");
  private static final Set<String> NO = Set.of("false", "0", "no", "");

  /**
   * Reads the parameters, each of which may be null.
   *
   * @throws BadRequest when one is not what it may be
   */
  static ListFilter of(String ids, String onlyLatest, String includeArchived, String onlyMine) {
    return new ListFilter(ids(ids), flag(onlyLatest), flag(includeArchived), flag(onlyMine));
  }

  private static List<Long> ids(String text) {
    List<Long> ids = new ArrayList<>();
    for (String item : Optional.ofNullable(text).orElse("").split(",", MOST + 1)) {
      if (!item.isBlank()) {
        ids.add(LinkId.of(item.strip()).orElseThrow(ListFilter::incorrect));
      }
    }
    return ids;
  }

  private static boolean flag(String text) {
    String word = Optional.ofNullable(text).orElse("").strip().toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw incorrect();
    }
    return YES.contains(word);
  }

  private static BadRequest incorrect() {
    return new BadRequest("Incorrect parameter used");
  }
}
