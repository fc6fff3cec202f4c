// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.util.List;

/**
 * What a release added to the changelog. It is frozen: databases remember these checksums.
 *
 * @param name the tag that a database carries once it has all of it
 * @param changeSets in their order, at least one
 */
public record Release(String name, List<FrozenChangeSet> changeSets) {

  /** Copies the list. */
  public Release {
    changeSets = List.copyOf(changeSets);
  }

  /** Id of the last change set. */
  String last() {
    return changeSets.get(changeSets.size() - 1).id();
  }

  /**
   * A change set that databases may have.
   *
   * @param id its id, unique in the changelog
   * @param checksum as Liquibase writes it
   */
  public record FrozenChangeSet(String id, String checksum) {}
}
