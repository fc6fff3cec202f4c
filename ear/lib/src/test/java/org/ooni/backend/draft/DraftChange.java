// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.draft;

/**
 * A statement and the one that takes it back.
 *
 * @param comment what stands in the change set in place of the reason
 * @param rollback empty when it goes with another one
 */
record DraftChange(String comment, String statement, String rollback) {

  /** As a change set of the file. */
  String changeSet(String id, String labels) {
    String back = rollback.isEmpty() ? "empty: comments go with their table" : rollback + ";";
    return """

        --changeset ooni-backend:%s labels:%s
        --comment: %s
        %s;
        --rollback %s
        """
        .formatted(id, labels, comment, statement, back);
  }
}
