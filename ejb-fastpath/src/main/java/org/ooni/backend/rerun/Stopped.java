// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

/** A rerun ends before its end. Nothing is lost: the same rerun goes on from there. */
public final class Stopped extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean wanted;

  private Stopped(boolean wanted, String message, Exception cause) {
    super(message, cause);
    this.wanted = wanted;
  }

  /** So many were asked for, and so many were looked at. */
  static Stopped enough() {
    return new Stopped(true, "enough measurements", null);
  }

  /** What it needs is away, for longer than is waited for. */
  static Stopped away(String what, Exception cause) {
    return new Stopped(false, what, cause);
  }

  /** Whether that is what was asked for. */
  boolean isWanted() {
    return wanted;
  }
}
