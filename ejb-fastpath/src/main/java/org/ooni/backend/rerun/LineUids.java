// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.util.Map;

/** Which measurements the lines of an object are, where they do not say it themselves. */
interface LineUids {

  /** For who has no database to ask. */
  LineUids NONE = key -> Map.of();

  /**
   * The measurements of an object, by the number of their line from 0; those that are known.
   *
   * @param key of the object
   */
  Map<Integer, String> of(String key) throws Stopped;
}
