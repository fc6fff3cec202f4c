// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.SQLException;
import java.util.Locale;

/** Why a can does not get further now. It stays where it is and is tried again. */
final class CanFault extends Exception {

  private static final long serialVersionUID = 1L;

  /** A closed set, by which failures are counted. */
  enum Reason {
    /** The store does not answer, or not as it should. */
    STORE,
    /** The database does not answer, or not as it should. */
    DATABASE,
    /** The disk for the files in work cannot be written. */
    DISK,
    /** What was put is not there. */
    OBJECT_MISSING,
    /** What lies under the name of its bodies is something else. */
    POSTCAN_DIFFERS,
    /** What lies under the name of its lines is something else. */
    JSONL_DIFFERS,
    /** The index has not all of its lines. */
    INDEX_DIFFERS,
    /** A body that was sealed cannot be read any more. */
    BODY_DAMAGED,
    /** A fault of the code. */
    INTERNAL;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether other cans would run into the same at this moment. */
    boolean isOfTheSurroundings() {
      return this == STORE || this == DATABASE || this == DISK;
    }
  }

  private final Reason reason;

  CanFault(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  CanFault(Reason reason, Exception cause) {
    super(cause.getMessage(), cause);
    this.reason = reason;
  }

  /** Of the database; its messages may quote what was to be written, so they are left out. */
  static CanFault of(SQLException cause) {
    return new CanFault(Reason.DATABASE, "SQLSTATE " + cause.getSQLState());
  }

  Reason reason() {
    return reason;
  }
}
