// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.util.Locale;

/** How far a can has come. It goes from each state to the next, and after a fault it stays. */
enum CanState {
  /** It has a name. */
  FILLING,
  /** Its measurements are fixed. */
  SEALED,
  /** Both objects were put. */
  UPLOADED,
  /** Both objects were read back, compared and indexed. */
  INDEXED,
  /** The database has given up its own copy. */
  PURGED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
