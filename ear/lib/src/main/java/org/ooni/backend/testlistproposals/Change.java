// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.util.Optional;

/**
 * One change of one list: an addition without an old entry, a removal without a new one, otherwise
 * a replacement.
 *
 * @param list where
 * @param old the entry that is there now
 * @param fresh the entry that is to be there
 * @param comment why, for the reviewers
 */
public record Change(
    ListName list, Optional<ListedUrl> old, Optional<ListedUrl> fresh, String comment) {

  /** Whether it leaves everything as it is. */
  boolean isNothing() {
    return old.equals(fresh);
  }

  /** The URL that it is about. */
  String url() {
    return fresh.or(() -> old).map(ListedUrl::url).orElse("");
  }
}
