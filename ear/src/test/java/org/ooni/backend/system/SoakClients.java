// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.ooni.backend.system.Probe.Answer;

/** Probes that send at a steady pace until told to stop, each measurement until it is answered. */
final class SoakClients implements AutoCloseable {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** As many measurements at the same time at most. */
  static final int PROBES = 16;

  private static final int BODY_BYTES = 20_000;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final List<String> QUESTIONS =
      List.of(
          "/api/v1/measurements?limit=5",
          "/__heartbeat__",
          "/metrics",
          "/no/such/thing",
          "/api/v1/aggregation?axis_x=probe_cc");

  private final Probe probe;
  private final String report;
  private final Duration pace;
  private final String time = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(1).format(TIME);
  private final ExecutorService threads = Executors.newFixedThreadPool(PROBES + 1);
  private final List<Future<?>> running = new ArrayList<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong number = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final Map<String, AtomicLong> refusals = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** So many measurements a second, all of one report. */
  SoakClients(URI base, int perSecond) throws IOException, InterruptedException {
    probe = new Probe(base);
    report = probe.openReport();
    pace = Duration.ofSeconds(PROBES).dividedBy(perSecond);
  }

  void start() {
    for (int i = 0; i < PROBES; i++) {
      running.add(threads.submit(this::send));
    }
    running.add(threads.submit(this::ask));
  }

  /** Has each end with the measurement it is at. */
  void stop() throws InterruptedException, ExecutionException {
    stopping = true;
    for (Future<?> client : running) {
      client.get();
    }
  }

  String report() {
    return report;
  }

  /** The uids of all that were answered. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** How many measurements were sent. */
  long sent() {
    return number.get();
  }

  /** How many submissions were answered with 200. */
  long answered() {
    return answered.get();
  }

  /**
   * What became of those that were sent again: a status or how they were cut off, and how often.
   */
  Map<String, Long> refusals() {
    Map<String, Long> counts = new TreeMap<>();
    refusals.forEach((reason, count) -> counts.put(reason, count.get()));
    return counts;
  }

  private void refused(String reason) {
    refusals.computeIfAbsent(reason, name -> new AtomicLong()).incrementAndGet();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Void send() throws InterruptedException {
    long next = System.nanoTime();
    while (!stopping) {
      long left = next - System.nanoTime();
      if (left > 0) {
        Thread.sleep(Duration.ofNanos(left).toMillis());
      }
      // who is late does not hurry afterwards
      next = Math.max(next, System.nanoTime() - pace.toNanos()) + pace.toNanos();
      long mine = number.incrementAndGet();
      byte[] body =
          Fixtures.envelope(Fixtures.content(report, report + "-" + mine, time, BODY_BYTES));
      while (!isAnswered(body)) {
        Thread.sleep(PAUSE.toMillis());
      }
    }
    return null;
  }

  private boolean isAnswered(byte[] body) throws InterruptedException {
    try {
      Answer answer = probe.post("/report/" + report, body);
      if (answer.status() != 200) {
        refused("status " + answer.status());
        return false;
      }
      answered.incrementAndGet();
      acknowledged.add(answer.json().get("measurement_uid").textValue());
      return true;
    } catch (IOException e) {
      refused(e.getClass().getSimpleName() + ": " + e.getMessage());
      return false;
    }
  }

  private Void ask() throws InterruptedException {
    for (int i = 0; !stopping; i++) {
      try {
        probe.get(QUESTIONS.get(i % QUESTIONS.size()));
      } catch (IOException e) {
        // the server is being started again
        continue;
      } finally {
        Thread.sleep(PAUSE.toMillis());
      }
    }
    return null;
  }
}
