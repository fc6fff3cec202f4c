// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.util.List;
import org.ooni.backend.rerun.Tally.Kind;

/** Compares the names of old objects with those in the index beside them. */
final class IndexCheck {

  private final Fetching fetching;
  private final RerunProgress progress;

  IndexCheck(Fetching fetching, RerunProgress progress) {
    this.fetching = fetching;
    this.progress = progress;
  }

  /** The index of a day; one that says nothing when there is none that can be read. */
  CannedIndex of(Portion portion, Tally counted) throws Stopped {
    if (portion.index().isEmpty()) {
      return CannedIndex.none();
    }
    SourceObject object = portion.index().get();
    try (LocalCopy copy = fetching.fetch(object)) {
      CannedIndex index = CannedIndex.read(copy.file(), ReadingLimits.USUAL);
      for (String missing : index.missing(portion.objects())) {
        problem(object, missing, "listed_and_missing", counted);
      }
      for (SourceObject one : portion.objects()) {
        boolean isOld = one.key().startsWith(folder(object));
        if (isOld && !index.knows(one)) {
          problem(object, one.file(), "not_listed", counted);
        }
      }
      return index;
    } catch (UnreadableObject e) {
      counted.add(Kind.UNREADABLE, List.of(e.reason().label()), 1);
      problem(object, "", e.reason().label(), counted);
      return CannedIndex.none();
    } catch (java.io.IOException e) {
      throw Stopped.away("a copy cannot be deleted: " + e.getMessage(), e);
    }
  }

  private static String folder(SourceObject index) {
    return index.key().substring(0, index.key().length() - index.file().length());
  }

  private void problem(SourceObject object, String where, String reason, Tally counted) {
    counted.add(Kind.PROBLEM, object.key(), where, reason);
    progress.problem(object.key(), where, reason);
  }
}
