// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import java.time.Instant;
import org.ooni.backend.session.Session;

/**
 * A link as it is stored, with one of its revisions.
 *
 * @param id digits
 * @param creator account id of who made it
 * @param revision number of the revision, from 1
 * @param revisionCreated when the revision was saved
 * @param nettests of the revision, as {@link NettestRequest} makes them: a JSON array
 */
record Link(
    String id,
    String creator,
    Instant created,
    Instant updated,
    LinkTexts texts,
    int revision,
    Instant revisionCreated,
    String nettests) {

  /**
   * Whether it is over.
   *
   * @param now in whole seconds
   */
  boolean isExpired(Instant now) {
    return texts.expiration().isBefore(now);
  }

  /** Whether the session is that of its creator. */
  boolean isOf(Session session) {
    return creator.equals(session.account().text());
  }

  /** Characters of what may be long in it. */
  int length() {
    return nettests.length()
        + texts.description().length()
        + texts.nameIntl().map(String::length).orElse(0)
        + texts.shortDescriptionIntl().map(String::length).orElse(0)
        + texts.descriptionIntl().map(String::length).orElse(0);
  }
}
