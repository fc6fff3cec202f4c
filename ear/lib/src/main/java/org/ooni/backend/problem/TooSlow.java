// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

/** The answer would take longer than the limit; asking for less may work: 504. */
public final class TooSlow extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public TooSlow(String text) {
    super(text, null);
  }

  /** Likewise, with what the log is to say about it. */
  public TooSlow(String text, Throwable cause) {
    super(text, cause);
  }

  /** For a query of a reader; names the setting that is its limit. */
  public static TooSlow query(Throwable cause) {
    return new TooSlow(
        "The query took longer than READ_QUERY_TIMEOUT allows (see /api/v1/limits), ask for less",
        cause);
  }

  @Override
  public int status() {
    return 504;
  }
}
