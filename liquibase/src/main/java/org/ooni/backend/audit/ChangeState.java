// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.List;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import org.ooni.backend.audit.AppliedChanges.Applied;

/**
 * A change set, as this version and as the database has it.
 *
 * @param applied empty while it is pending
 */
record ChangeState(String id, String checksum, Optional<Applied> applied) {

  static List<ChangeState> of(List<ChangeSet> changelog, AppliedChanges database) {
    return changelog.stream()
        .map(
            changeSet ->
                new ChangeState(
                    changeSet.getId(),
                    FrozenChangeSets.checksum(changeSet),
                    Optional.ofNullable(database.byId().get(changeSet.getId()))))
        .toList();
  }

  /** Whether the database applied another text than this version has. */
  boolean isAltered() {
    return applied.isPresent() && !applied.get().checksum().equals(checksum);
  }

  String word() {
    if (applied.isEmpty()) {
      return "pending";
    }
    return isAltered() ? "ALTERED" : "applied";
  }

  /** When and by which deployment it was applied; empty while it is pending. */
  String history() {
    return applied
        .map(
            ran ->
                " at %s by deployment %s%s"
                    .formatted(
                        ran.at(),
                        ran.deployment(),
                        ran.tag().isEmpty() ? "" : " release " + ran.tag()))
        .orElse("");
  }
}
