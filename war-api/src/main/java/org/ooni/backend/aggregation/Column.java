// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

/**
 * How a table gives an axis. Rows are grouped by a short key; what the answer says of it is looked
 * up after that, once for each group. The %s of join and text stand for the key of the group.
 *
 * @param key SQL of the key of a row
 * @param join SQL of the table that has the text, empty when the key is the answer
 * @param text SQL of the answer
 */
record Column(String key, String join, String text) {

  private static final int LONGEST_TEXT = 8192;

  /** A column that is the answer itself. */
  static Column plain(String key) {
    return new Column(key, "", "%s");
  }

  /**
   * A column of texts that can be as long as a measurement. An answer has so much of each as a
   * request could ask for.
   *
   * @param text SQL of the text
   */
  static Column longText(String key, String join, String text) {
    return new Column(key, join, "left(" + text + ", " + LONGEST_TEXT + ")");
  }

  /** The axis as the answer has it, given the name that the key has in the groups. */
  String textOf(String group) {
    return text.formatted(group);
  }

  String joinTo(String group) {
    return join.formatted(group);
  }
}
