// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A number of clients that send as fast as they are answered.
 *
 * @param port where to
 * @param clients how many
 */
record Load(int port, int clients) {

  private static final double NANOSECONDS = 1e9;
  private static final double MICROSECONDS = 1e3;
  private static final int OK = 200;

  /**
   * What came of it.
   *
   * @param answers answers with the expected status
   * @param failures all others
   * @param seconds how long it took
   * @param micros times of the answers in microseconds, sorted
   */
  record Result(long answers, long failures, double seconds, int[] micros) {

    double perSecond() {
      return answers / seconds;
    }

    /** The time within which this part of the answers came, in milliseconds. */
    double quantileMillis(double part) {
      int index = (int) Math.min(micros.length - 1L, Math.round(micros.length * part));
      return micros.length == 0 ? Double.NaN : micros[index] / MICROSECONDS;
    }
  }

  /**
   * Sends for so long what is answered with 200.
   *
   * @param requests gives each client its own source of requests
   */
  Result run(Duration length, Supplier<Supplier<byte[]>> requests) throws InterruptedException {
    return run(length, requests, OK);
  }

  /** Likewise, with another status. */
  Result run(Duration length, Supplier<Supplier<byte[]>> requests, int expected)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    long start = System.nanoTime();
    long end = start + length.toNanos();
    try {
      List<Future<int[]>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(() -> client(end, requests.get(), expected)));
      }
      return collect(running, start);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Times of one client; a failure is a negative one. */
  private int[] client(long end, Supplier<byte[]> requests, int expected) throws IOException {
    int[] micros = new int[1 << 12];
    int count = 0;
    try (LoadClient client = new LoadClient(port)) {
      while (System.nanoTime() < end) {
        byte[] request = requests.get();
        long sent = System.nanoTime();
        int status = client.send(request);
        int took = (int) ((System.nanoTime() - sent) / (long) MICROSECONDS);
        if (count == micros.length) {
          micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = status == expected ? took : -1;
      }
    }
    return Arrays.copyOf(micros, count);
  }

  private static Result collect(List<Future<int[]>> running, long start)
      throws InterruptedException, ExecutionException {
    List<int[]> parts = new ArrayList<>();
    for (Future<int[]> part : running) {
      parts.add(part.get());
    }
    double seconds = (System.nanoTime() - start) / NANOSECONDS;
    int[] all = parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    int failures = (int) Arrays.stream(all).filter(took -> took < 0).count();
    int[] good = Arrays.copyOfRange(all, failures, all.length);
    return new Result(good.length, failures, seconds, good);
  }
}
