// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

/** Is told how a rerun goes on, by many threads. */
public interface RerunProgress {

  /**
   * A day begins.
   *
   * @param bytes of its objects that are still to be read
   */
  void begins(String day, long bytes);

  /** So many bytes more were read. */
  void advanced(long bytes);

  /** So many measurements more were scored, and written if they are to be. */
  void scored(long measurements);

  /** Something is wrong in an object. */
  void problem(String object, String where, String reason);

  /** An object is done. */
  void done(SourceObject object, Tally counted);
}
