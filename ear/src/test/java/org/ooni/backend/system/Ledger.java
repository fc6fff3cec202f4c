// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.system.Probe.Answer;

/**
 * Posts of one report, and what was answered to each; afterwards tells whether the database holds
 * every acknowledged measurement exactly once, and nothing else.
 */
final class Ledger {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Probe probe;
  private final String report;
  private final String time = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(1).format(TIME);
  private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final Set<Integer> uncertain = ConcurrentHashMap.newKeySet();
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();

  Ledger(Probe probe) throws IOException, InterruptedException {
    this.probe = probe;
    this.report = probe.openReport();
  }

  /**
   * Sends so many measurements from eight clients. {@code meanwhile} runs once a third is sent, and
   * is over before the last third is: how quick server and clients are decides nothing.
   */
  void post(int count, Runnable meanwhile) throws Exception {
    int first = sent.get();
    AtomicInteger next = new AtomicInteger(first);
    CountDownLatch over = new CountDownLatch(1);
    int end = first + count;
    sent.set(end);
    ExecutorService clients = Executors.newFixedThreadPool(9);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        running.add(
            clients.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
                    if (i >= first + count * 2 / 3) {
                      over.await();
                    }
                    post(i);
                  }
                  return null;
                }));
      }
      while (next.get() < first + count / 3) {
        Thread.sleep(1);
      }
      meanwhile.run();
      over.countDown();
      for (Future<?> client : running) {
        client.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  /** Where its measurements are posted. */
  String path() {
    return "/report/" + report;
  }

  /** What is posted as a number. */
  byte[] body(int number) {
    return Fixtures.envelope(content(number));
  }

  /** Sends from four clients, unhurriedly, for as long as something else takes. */
  void postWhile(Runnable meanwhile) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < 4; client++) {
        running.add(
            clients.submit(
                () -> {
                  while (!over.get()) {
                    post(sent.getAndIncrement());
                    Thread.sleep(PAUSE.toMillis());
                  }
                  return null;
                }));
      }
      meanwhile.run();
      over.set(true);
      for (Future<?> client : running) {
        client.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  /** Sends again what no application has answered, as a probe does. */
  void retry() {
    Set<Integer> again = Set.copyOf(uncertain);
    uncertain.clear();
    again.forEach(this::post);
  }

  /** Statuses of all answers. */
  Set<Integer> statuses() {
    return Set.copyOf(statuses);
  }

  /** How many were answered with 200 and a uid. */
  int acknowledgedCount() {
    return acknowledged.size();
  }

  /** What was acknowledged, by uid. */
  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    acknowledged.forEach((number, uid) -> contents.put(uid, content(number)));
    return contents;
  }

  /** How many no application has answered. */
  int uncertainCount() {
    return uncertain.size();
  }

  /**
   * What is wrong with the rows of this report; empty when each acknowledged one is there once, and
   * counted in charts.
   */
  List<String> faults(Connection database) throws SQLException {
    List<String> faults = new ArrayList<>();
    Map<String, Integer> rows = count(database, "fastpath");
    Map<String, Integer> bodies = count(database, "spool");
    Set<String> uids = acknowledged.values().stream().collect(toSet());
    if (uids.size() != acknowledged.size()) {
      faults.add("two measurements have one uid");
    }
    for (String uid : uids) {
      if (rows.getOrDefault(uid, 0) != 1 || bodies.getOrDefault(uid, 0) != 1) {
        faults.add(uid + " rows " + rows.get(uid) + " bodies " + bodies.get(uid));
      }
    }
    Set<String> surplus = new TreeSet<>(rows.keySet());
    surplus.removeAll(uids);
    if (surplus.size() > uncertain.size()) {
      faults.add("rows that nobody sent: " + surplus);
    }
    long uncounted = uncounted(database);
    if (uncounted != 0) {
      faults.add("rows that charts do not count: " + uncounted);
    }
    return faults;
  }

  /** How many rows the index of the archive has for these measurements. */
  static int indexed(LocalPlatform platform, Set<String> uids) throws SQLException {
    String sql = "SELECT count(*) FROM jsonl WHERE measurement_uid = ANY (?)";
    try (Connection database = platform.applicationConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setArray(1, database.createArrayOf("text", uids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void post(int number) {
    try {
      Answer answer = probe.post(path(), body(number));
      if (answer.isOfABareServer()) {
        uncertain.add(number);
        return;
      }
      statuses.add(answer.status());
      if (answer.status() == 200) {
        acknowledged.put(number, answer.json().get("measurement_uid").textValue());
      }
    } catch (IOException e) {
      uncertain.add(number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String content(int number) {
    return Fixtures.content(report, report + "-" + number, time, 5000);
  }

  private static long uncounted(Connection database) throws SQLException {
    String sql =
        """
        SELECT (SELECT count(*) FROM fastpath)
          - (SELECT coalesce(sum(measurement_count), 0) FROM rollup_country_day)
        """;
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Map<String, Integer> count(Connection database, String table) throws SQLException {
    Map<String, Integer> counts = new ConcurrentHashMap<>();
    String sql = "SELECT measurement_uid FROM %s WHERE report_id = '%s'".formatted(table, report);
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        counts.merge(rows.getString(1), 1, Integer::sum);
      }
    }
    return counts;
  }
}
