// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

/** An object cannot be read to its end. What was read of it before counts. */
public final class UnreadableObject extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A closed set, by which objects are counted. */
  public enum Reason {
    /** It is listed and not there. */
    MISSING,
    /** It has no bytes. */
    EMPTY,
    /** Its name says nothing that is known here. */
    UNKNOWN_FORMAT,
    /** It ends too early. */
    TRUNCATED,
    /** Its bytes make no sense, or have another checksum than they say. */
    DAMAGED,
    /** There is more in it than is ever written. */
    TOO_LARGE,
    /** It has not the size or the hash that the index of its folder says. */
    INDEX_DIFFERS,
    /** The store did not give it, several times. */
    STORE,
    /** The code cannot cope with it. */
    INTERNAL;

    /** As it is shown. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  UnreadableObject(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  UnreadableObject(Reason reason, Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
