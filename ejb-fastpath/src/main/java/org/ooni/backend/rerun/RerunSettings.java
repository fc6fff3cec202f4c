// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What a rerun is to do.
 *
 * @param start first day; days are those on which objects were published
 * @param end day behind the last
 * @param files single objects to read instead of days; none for days
 * @param countries of the measurements; all when there is none
 * @param nettests without underscores; all when there is none
 * @param writing what is written
 * @param stopAfter how many measurements are looked at
 * @param workers how many objects are read at once
 */
public record RerunSettings(
    LocalDate start,
    LocalDate end,
    List<SourceObject> files,
    Set<String> countries,
    Set<String> nettests,
    Writing writing,
    long stopAfter,
    int workers) {

  /**
   * What is written, and what is compared.
   *
   * @param rows whether verdicts are
   * @param index whether the index of the archive gets the lines that it lacks
   * @param replace whether rows that are there are written anew
   * @param compare whether verdicts are compared with those that are there
   */
  public record Writing(boolean rows, boolean index, boolean replace, boolean compare) {}

  /** In words: two reruns of the same words are the same rerun, and one goes on from the other. */
  public String words() {
    return String.join(
        " ",
        start + ".." + end,
        files.toString(),
        countries.toString(),
        nettests.toString(),
        writing.toString());
  }
}
