// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import java.time.Duration;

/**
 * What a client may still use, by the quota that is nearest to its end.
 *
 * @param limit units of that quota
 * @param remaining units, not below zero
 * @param reset after which time the client has room again, or all of it when it has some now
 */
public record Allowance(long limit, long remaining, Duration reset) {

  /** Whether there is none left. */
  public boolean isExhausted() {
    return remaining == 0;
  }
}
