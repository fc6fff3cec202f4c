// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import org.ooni.backend.fastpath.ArchivedRows.Judged;

/** Is told what is in an object, one after the other. */
interface Found {

  /** A measurement, with its verdict. */
  void measurement(Judged judged) throws Stopped;

  /**
   * Something that is no measurement, or not the one it should be.
   *
   * @param where in the object
   * @param reason short name of the reason
   */
  void unusable(String where, String reason) throws Stopped;
}
