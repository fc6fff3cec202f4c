// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

/** A place where the bytes of measurements lie. */
public interface BodySource {

  /** The places in the order in which a body passes through them, and in which it is looked for. */
  enum Stage {
    /** Acknowledged, on the disk of this node. */
    ACCEPTED,
    /** In the database. */
    COMMITTED,
    /** Published. */
    ARCHIVED
  }

  /** Where on its way a body is here. */
  Stage stage();

  /** Looks for one measurement; what keeps it from being read is logged and is the answer. */
  BodyLookup find(BodyKey key);
}
