// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

/** A body that cannot be archived as it is. */
final class Unarchivable extends Exception {

  private static final long serialVersionUID = 1L;

  private final SetAside reason;

  Unarchivable(SetAside reason) {
    super(reason.label());
    this.reason = reason;
  }

  SetAside reason() {
    return reason;
  }
}
