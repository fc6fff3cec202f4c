// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.util.Locale;

/** A feed could not be fetched or is not what it should be: the last good content stays. */
final class FeedRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why. */
  enum Reason {
    /** No connection, or it broke. */
    UNREACHABLE,
    /** Too slow, as a whole or between two bytes. */
    TIMEOUT,
    /** A scheme or an address that is not allowed. */
    BLOCKED,
    /** The server answered with an error, or redirected too often. */
    STATUS,
    /** More bytes than allowed, packed or unpacked. */
    TOO_LARGE,
    /** Not of the expected format. */
    DAMAGED,
    /** A column is missing. */
    COLUMNS,
    /** Fewer rows than this feed can have. */
    TOO_FEW_ROWS,
    /** More rows than this feed can have. */
    TOO_MANY_ROWS,
    /** The claim ran out and another node has the feed. */
    CLAIM_LOST
  }

  private final Reason reason;

  FeedRefused(Reason reason) {
    this(reason, null);
  }

  FeedRefused(Reason reason, Throwable cause) {
    super(reason.name().toLowerCase(Locale.ROOT), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
