// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.List;
import java.util.Set;
import liquibase.changelog.ChangeSet;

/** A change set with what the rules found in it. */
record ReviewedChange(
    ChangeSet changeSet, Set<Risk> risks, StatedReasons stated, List<String> violations) {

  String id() {
    return changeSet.getId();
  }
}
