// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

/** Is told about each change set that has been applied. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = (done, total, id) -> {};

  /**
   * One more change set has been applied and committed.
   *
   * @param done how many this update has applied so far, from 1 on
   * @param total how many this update has to apply
   * @param id the change set
   */
  void applied(int done, int total, String id);
}
