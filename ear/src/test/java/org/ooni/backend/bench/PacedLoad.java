// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A number of clients that send at a steady pace, whether the server is fast or not.
 *
 * @param port where to
 * @param clients how many
 * @param pace from one request of a client to its next
 */
record PacedLoad(int port, int clients, Duration pace) {

  /**
   * Sends for so long.
   *
   * @param requests gives each client its own source of requests
   */
  Load.Result run(Duration length, Supplier<Supplier<byte[]>> requests)
      throws InterruptedException {
    return new Load(port, clients)
        .run(
            length,
            () -> {
              Supplier<byte[]> source = requests.get();
              long[] next = {System.nanoTime()};
              return () -> {
                waitFor(next[0]);
                next[0] += pace.toNanos();
                return source.get();
              };
            });
  }

  private static void waitFor(long time) {
    long left = time - System.nanoTime();
    if (left > 0) {
      try {
        Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
