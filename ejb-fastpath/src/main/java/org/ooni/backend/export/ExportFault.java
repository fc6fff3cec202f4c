// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import java.util.Locale;

/** Why a month cannot be exported now. */
final class ExportFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  ExportFault(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The reasons, which are labels of the counter. */
  enum Reason {
    /** The object store does not do its work. */
    STORE,
    /** Something else lies under a name that was given out; somebody must look. */
    OTHER_OBJECT,
    /** The files cannot be made here. */
    DISK,
    /** The database does not do its work. */
    DATABASE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Reason reason() {
    return reason;
  }
}
