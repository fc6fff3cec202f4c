// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.time.Duration;
import java.util.Map;

/** Something that the answer needs is away for now: 503, with the time after which to ask again. */
public final class Unavailable extends Problem {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * With the text as {@code error}, {@code msg} and {@code detail}.
   *
   * @param retryAfter at least a second; shown in seconds, rounded up
   */
  public Unavailable(Duration retryAfter, String text) {
    this(retryAfter, text, null);
  }

  /** Likewise, with what the log is to say about it. */
  public Unavailable(Duration retryAfter, String text, Throwable cause) {
    super(text, cause);
    this.retryAfter = retryAfter;
  }

  @Override
  public int status() {
    return 503;
  }

  @Override
  Map<String, String> headers() {
    return RetryAfter.header(retryAfter);
  }
}
