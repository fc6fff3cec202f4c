// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one account proposes, as it differs from the published lists: an entry that it added and
 * then took away is not in it, and one that it replaced twice is replaced once.
 *
 * @param list in the order in which they were made
 */
public record Changes(List<Change> list) {

  static final Changes NONE = new Changes(List.of());

  private static final int LONGEST_COMMENT = 4000;

  /** Those in a list that does not change. */
  public Changes {
    list = List.copyOf(list);
  }

  /** By the name of the list. */
  public Map<String, List<Change>> byList() {
    Map<String, List<Change>> lists = new TreeMap<>();
    list.forEach(
        change ->
            lists.computeIfAbsent(change.list().text(), name -> new ArrayList<>()).add(change));
    return Collections.unmodifiableMap(lists);
  }

  /** Those of one list. */
  List<Change> of(ListName name) {
    return list.stream().filter(change -> change.list().equals(name)).toList();
  }

  /** With one more, which may undo or continue an earlier one. */
  Changes plus(Change change) {
    List<Change> changes = new ArrayList<>(list);
    Optional<Change> earlier = list.stream().filter(made -> isContinued(made, change)).findFirst();
    earlier.ifPresent(changes::remove);
    Change net = earlier.map(made -> merged(made, change)).orElse(change);
    if (!net.isNothing()) {
      changes.add(net);
    }
    return new Changes(changes);
  }

  /** Whether a change takes up what an earlier one has put, or puts back what it took away. */
  private static boolean isContinued(Change made, Change change) {
    if (!made.list().equals(change.list())) {
      return false;
    }
    return change.old().isPresent()
        ? made.fresh().equals(change.old())
        : made.fresh().isEmpty() && hasSameUrl(made.old(), change.fresh());
  }

  private static boolean hasSameUrl(Optional<ListedUrl> one, Optional<ListedUrl> other) {
    return one.map(ListedUrl::url).equals(other.map(ListedUrl::url));
  }

  private static Change merged(Change made, Change change) {
    String comment =
        String.join(
            "; ",
            Stream.of(made.comment(), change.comment())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList());
    return new Change(
        made.list(),
        made.old(),
        change.fresh(),
        comment.length() <= LONGEST_COMMENT ? comment : change.comment());
  }
}
