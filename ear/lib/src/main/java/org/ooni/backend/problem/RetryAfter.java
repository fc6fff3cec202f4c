// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.time.Duration;
import java.util.Map;

/** The header that says after which time to ask again. */
final class RetryAfter {

  private RetryAfter() {}

  /** In seconds, rounded up, at least one. */
  static Map<String, String> header(Duration time) {
    long seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
    return Map.of("Retry-After", Long.toString(seconds));
  }
}
