// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one client has used. A moving window is kept as two fixed ones: of the previous one counts
 * the share that the moving one still covers. That takes three numbers where a list of requests
 * would grow with the client's zeal, and is wrong by a few percent at most.
 */
final class Account {

  private final List<Quota> quotas;
  private final long[] windowNumber;
  private final long[] before;
  private final long[] now;

  Account(List<Quota> quotas) {
    this.quotas = quotas;
    windowNumber = new long[quotas.size()];
    before = new long[quotas.size()];
    now = new long[quotas.size()];
  }

  synchronized void use(long units, Instant time) {
    for (int i = 0; i < quotas.size(); i++) {
      move(i, time);
      now[i] += units;
    }
  }

  synchronized Allowance allowance(Instant time) {
    return IntStream.range(0, quotas.size())
        .mapToObj(i -> allowance(i, time))
        .min(
            Comparator.comparingLong(Allowance::remaining)
                .thenComparing(Comparator.comparing(Allowance::reset).reversed()))
        .orElseThrow();
  }

  private Allowance allowance(int i, Instant time) {
    move(i, time);
    Quota quota = quotas.get(i);
    double elapsed = elapsedShare(quota, time);
    long used = now[i] + (long) Math.floor(before[i] * (1 - elapsed));
    long remaining = Math.max(0, quota.units() - used);
    double rest = remaining > 0 ? 1 - elapsed : untilRoom(i, quota, elapsed);
    return new Allowance(quota.units(), remaining, share(quota.window(), rest));
  }

  /** In windows: until the share of old use that still counts leaves room for one unit. */
  private double untilRoom(int i, Quota quota, double elapsed) {
    if (now[i] < quota.units()) {
      return Math.max(0, 1 - (double) (quota.units() - now[i]) / before[i] - elapsed);
    }
    return 1 - elapsed + (1 - (double) quota.units() / now[i]);
  }

  private void move(int i, Instant time) {
    long number = time.toEpochMilli() / quotas.get(i).window().toMillis();
    if (number == windowNumber[i]) {
      return;
    }
    before[i] = number == windowNumber[i] + 1 ? now[i] : 0;
    now[i] = 0;
    windowNumber[i] = number;
  }

  private static double elapsedShare(Quota quota, Instant time) {
    long window = quota.window().toMillis();
    return (double) Math.floorMod(time.toEpochMilli(), window) / window;
  }

  private static Duration share(Duration window, double share) {
    return Duration.ofMillis((long) Math.ceil(window.toMillis() * share));
  }
}
