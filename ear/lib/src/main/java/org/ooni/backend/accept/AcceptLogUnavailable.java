// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

/** Nothing can be accepted at the moment: the log is full, its disk is, or it does not answer. */
public class AcceptLogUnavailable extends Exception {

  private static final long serialVersionUID = 1;

  /** Why nothing can be accepted; each is a counter's label. */
  public enum Reason {
    /** The configured number of bytes waits for the database. */
    LOG_FULL,
    /** Less than the configured number of bytes is free on the disk. */
    DISK_FULL,
    /** The log could not be opened or written. */
    BROKEN,
    /** Too many requests wait for the log, it took too long, or the server stops. */
    BUSY
  }

  private final Reason reason;

  AcceptLogUnavailable(Reason reason, Throwable cause) {
    super("accept log: " + reason, cause);
    this.reason = reason;
  }

  AcceptLogUnavailable(Reason reason) {
    this(reason, null);
  }

  /** Why nothing can be accepted. */
  public Reason reason() {
    return reason;
  }
}
