// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

/** Order of URLs that have the same weight. */
public enum TieBreak {
  /** Another one each time, so that the probes of a new network do not all start alike. */
  RANDOM,
  /** By the URL's characters, for tests. */
  URL
}
