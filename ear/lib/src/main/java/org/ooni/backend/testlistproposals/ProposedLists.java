// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.ooni.backend.problem.ChangeRefused;

/** The lists of one published commit, as the changes of one account make them. */
final class ProposedLists {

  private final PublishedLists published;
  private final ObjectId commit;
  private final Changes changes;

  ProposedLists(PublishedLists published, ObjectId commit, Changes changes) {
    this.published = published;
    this.commit = commit;
    this.changes = changes;
  }

  /** One of them; nothing when it is not published. */
  Optional<UrlList> list(ListName name) {
    return published.list(commit, name).map(list -> list.with(changes.of(name)));
  }

  /**
   * Checks whether a change can be made to them.
   *
   * @throws ChangeRefused when its list or its old entry is not there, or its new URL is already
   */
  void check(Change change) {
    UrlList list =
        list(change.list())
            .orElseThrow(
                () -> new ChangeRefused("err_cannot_update_list", "There is no such list"));
    change
        .fresh()
        .filter(fresh -> !change.old().map(ListedUrl::url).equals(Optional.of(fresh.url())))
        .ifPresent(fresh -> checkIsNew(fresh.url(), change.list(), list));
    if (change.old().isPresent() && !list.contains(change.old().get())) {
      throw new ChangeRefused(
          "err_cannot_update_list",
          "The list has no such entry: perhaps it was changed in the meantime");
    }
  }

  private void checkIsNew(String url, ListName name, UrlList list) {
    boolean global =
        !name.equals(ListName.GLOBAL)
            && list(ListName.GLOBAL).map(entries -> entries.contains(url)).orElse(false);
    if (global || list.contains(url)) {
      throw new ChangeRefused(
          "err_duplicate_url", "The URL is in the list already", Map.of("url", url));
    }
  }

  /** The files that differ from what is published, by path. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, List<Change>> entry : changes.byList().entrySet()) {
      ListName name = new ListName(entry.getKey());
      Optional<UrlList> before = published.list(commit, name);
      String after = before.map(list -> list.with(entry.getValue()).csv()).orElse("");
      if (before.isPresent() && !before.get().csv().equals(after)) {
        files.put(name.path(), after);
      }
    }
    return files;
  }
}
