// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAccumulator;

/** Looks twice a second how old the oldest measurement is that waits for the database. */
final class AgeWatch implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final DoubleAccumulator oldest = new DoubleAccumulator(Math::max, 0);

  AgeWatch(URI base) {
    timer.scheduleAtFixedRate(() -> look(base), 500, 500, TimeUnit.MILLISECONDS);
  }

  /** The greatest age seen, in seconds. */
  double oldest() {
    return oldest.get();
  }

  /** How many measurements wait. */
  static double entries(URI base) throws IOException, InterruptedException {
    return metric(base, "accept_log_entries");
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look(URI base) {
    try {
      oldest.accumulate(metric(base, "accept_log_oldest_age_seconds"));
    } catch (IOException e) {
      oldest.accumulate(Double.POSITIVE_INFINITY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double metric(URI base, String name) throws IOException, InterruptedException {
    String text =
        CLIENT
            .send(HttpRequest.newBuilder(base.resolve("/metrics")).build(), BodyHandlers.ofString())
            .body();
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }
}
