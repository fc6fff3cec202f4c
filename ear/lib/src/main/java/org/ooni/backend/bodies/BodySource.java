// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

/** A place where the bytes of measurements lie. */
interface BodySource {

  /** Looks for one measurement; what keeps it from being read is logged and is the answer. */
  BodyLookup find(BodyKey key);
}
