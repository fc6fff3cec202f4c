// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeSet;
import org.ooni.backend.schema.QuietLiquibase;
import org.ooni.backend.schema.Release;
import org.ooni.backend.schema.Release.FrozenChangeSet;

/** Compares the changelog with what was released of it. */
final class FrozenChangeSets {

  private FrozenChangeSets() {}

  /** What was changed, removed or put among released change sets; nothing when all is well. */
  static List<String> violations(List<ChangeSet> changelog, List<Release> releases) {
    Map<String, String> now = new LinkedHashMap<>();
    changelog.forEach(changeSet -> now.put(changeSet.getId(), checksum(changeSet)));
    List<String> ids = List.copyOf(now.keySet());
    List<String> violations = new ArrayList<>();
    int position = 0;
    for (Release release : releases) {
      for (FrozenChangeSet frozen : release.changeSets()) {
        String checksum = now.get(frozen.id());
        if (checksum == null) {
          violations.add(frozen.id() + ": released with " + release.name() + ", now missing");
        } else if (!checksum.equals(frozen.checksum())) {
          violations.add(
              frozen.id()
                  + ": changed since its release with "
                  + release.name()
                  + ", take that back and add a new change set");
        }
        if (position < ids.size() && checksum != null && !ids.get(position).equals(frozen.id())) {
          violations.add(frozen.id() + ": " + ids.get(position) + " stands where it was released");
          position = ids.indexOf(frozen.id());
        }
        position++;
      }
    }
    return violations;
  }

  /** The change sets that no release has, under the name of the next one. */
  static Release next(String name, List<ChangeSet> changelog, List<Release> releases) {
    List<String> released =
        releases.stream()
            .flatMap(release -> release.changeSets().stream())
            .map(FrozenChangeSet::id)
            .toList();
    return new Release(
        name,
        changelog.stream()
            .filter(changeSet -> !released.contains(changeSet.getId()))
            .map(changeSet -> new FrozenChangeSet(changeSet.getId(), checksum(changeSet)))
            .toList());
  }

  /** As the database stores it. */
  static String checksum(ChangeSet changeSet) {
    return QuietLiquibase.call(
        () -> changeSet.generateCheckSum(ChecksumVersion.latest()).toString());
  }
}
