// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.time.Duration;
import java.util.Map;

/** This was asked too often: 429, with the time after which to ask again. */
public final class TooManyRequests extends Problem {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * With the text as {@code error}, {@code msg} and {@code detail}.
   *
   * @param retryAfter at least a second; shown in seconds, rounded up
   */
  public TooManyRequests(Duration retryAfter, String text) {
    super(text, null);
    this.retryAfter = retryAfter;
  }

  @Override
  public int status() {
    return 429;
  }

  @Override
  Map<String, String> headers() {
    return RetryAfter.header(retryAfter);
  }
}
