// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.Changelog;
import org.ooni.backend.schema.Release;
import org.ooni.backend.schema.Release.FrozenChangeSet;
import org.ooni.backend.schema.Releases;

class FrozenChangeSetsTest {

  private final List<Release> original =
      List.of(FrozenChangeSets.next("1.0", Changelog.changeSets("frozen/original.sql"), List.of()));

  @Test
  void releasedChangeSetsAreAsTheyWere() {
    assertEquals(
        List.of(),
        FrozenChangeSets.violations(
            Changelog.changeSets(Changelog.MASTER), Releases.ofThisBuild()));
  }

  @Test
  void commentsLabelsLayoutAndTheWayBackMayStillBeImproved() {
    assertEquals(
        List.of(),
        FrozenChangeSets.violations(Changelog.changeSets("frozen/other-words.sql"), original));
  }

  @Test
  void anotherStatementIsFound() {
    assertEquals(
        List.of(
            "frozen-1: changed since its release with 1.0, take that back and add a new change"
                + " set"),
        FrozenChangeSets.violations(Changelog.changeSets("frozen/other-statement.sql"), original));
  }

  @Test
  void aMissingChangeSetIsFound() {
    assertEquals(
        List.of("frozen-1: released with 1.0, now missing"),
        FrozenChangeSets.violations(List.of(), original));
  }

  @Test
  void aChangeSetAmongReleasedOnesIsFound() {
    List<FrozenChangeSet> all =
        FrozenChangeSets.next("1.0", Changelog.changeSets("bad-changelog.sql"), List.of())
            .changeSets();
    Release withoutTheFirst = new Release("1.0", all.subList(1, all.size()));
    assertEquals(
        List.of("bad-changelog-2: bad-changelog-1 stands where it was released"),
        FrozenChangeSets.violations(
            Changelog.changeSets("bad-changelog.sql"), List.of(withoutTheFirst)));
  }

  @Test
  void theFileIsReadAsItIsWritten() {
    assertEquals(original, Releases.parse("# words\n" + Releases.format(original.get(0))));
  }
}
