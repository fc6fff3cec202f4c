// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.serverlog.ServerLog;

/**
 * A time under load with a SIGTERM in its middle: nothing acknowledged is lost or there twice, the
 * process ends in time, counters add up over both lives of the server, and each line of its log is
 * mozlog.
 *
 * <p>{@code -Dbench=soak -Dbench.seconds=600 -Dbench.rate=100}
 */
public final class Soak {

  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
  private static final Duration SETTLING = Duration.ofSeconds(120);
  private static final String COUNTED = "org.ooni.backend.flow.FlowCounters";

  private final PrintStream out;
  private final LocalPlatform platform;
  private final Probe probe;
  private final List<String> faults = new ArrayList<>();

  private Soak(PrintStream out, LocalPlatform platform) {
    this.out = out;
    this.platform = platform;
    this.probe = new Probe(platform.baseUri());
  }

  /** For the command line; what is wrong ends it with an exception. */
  public static void measure(PrintStream out, LocalPlatform platform) throws Exception {
    Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 600));
    List<String> faults = run(out, platform, length, Integer.getInteger("bench.rate", 100));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("\n", faults));
    }
    out.println("nothing is wrong");
  }

  /** What is wrong; nothing when all is as it should be. */
  static List<String> run(PrintStream out, LocalPlatform platform, Duration length, int perSecond)
      throws Exception {
    Soak soak = new Soak(out, platform);
    soak.run(length, perSecond);
    return List.copyOf(soak.faults);
  }

  private void run(Duration length, int perSecond) throws Exception {
    Instant begin = Clock.systemUTC().instant();
    FlowTotals before = FlowTotals.of(counters());
    try (SoakClients clients = new SoakClients(platform.baseUri(), perSecond)) {
      clients.start();
      Thread.sleep(length.dividedBy(2).toMillis());
      long stop = System.nanoTime();
      platform.stopServer();
      Duration took = Duration.ofNanos(System.nanoTime() - stop);
      out.printf("SIGTERM under load: the process ended after %.1f s%n", took.toMillis() / 1e3);
      expect(took.compareTo(LONGEST_STOP) < 0, "it took too long to stop: " + took);
      platform.startServer();
      Thread.sleep(length.dividedBy(2).toMillis());
      clients.stop();
      settle();
      out.printf(
          "sent %d: answered with 200 %d, others were sent again %s%n",
          clients.sent(), clients.answered(), clients.refusals());
      compareWithDatabase(clients);
      compareWithLog(clients, before, begin);
    }
  }

  /** Waits until nothing is in flight. */
  private void settle() {
    await()
        .atMost(SETTLING)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> counters().sum("accept_log_entries") == 0 && flow().lostAtTheDoor() == 0);
  }

  private void compareWithDatabase(SoakClients clients) throws SQLException {
    Map<String, Integer> rows = count("fastpath", clients.report());
    Map<String, Integer> bodies = count("spool", clients.report());
    Set<String> acknowledged = clients.acknowledged();
    Set<String> missing = new TreeSet<>(acknowledged);
    missing.removeAll(rows.keySet());
    Set<String> surplus = new TreeSet<>(rows.keySet());
    surplus.removeAll(acknowledged);
    long twice = rows.values().stream().filter(number -> number > 1).count();
    out.printf(
        "acknowledged %d: missing %d, twice %d, never acknowledged %d%n",
        acknowledged.size(), missing.size(), twice, surplus.size());
    expect(missing.isEmpty(), "acknowledged and not there: " + missing);
    expect(twice == 0, "there more than once: " + twice);
    expect(surplus.isEmpty(), "there and never acknowledged: " + surplus);
    expect(rows.keySet().equals(bodies.keySet()), "rows and bodies differ");
    expect(acknowledged.size() == clients.sent(), "not everything was acknowledged in the end");
  }

  private void compareWithLog(SoakClients clients, FlowTotals before, Instant begin)
      throws IOException, InterruptedException {
    long[] submissions = {0};
    List<FlowTotals> stopped = new ArrayList<>();
    ServerLog log = new ServerLog(begin);
    for (Path file : logs()) {
      log.read(
          file,
          line -> {
            submissions[0] += isSubmission(line, clients.report()) ? 1 : 0;
            if (line.get("Type").textValue().equals(COUNTED)) {
              stopped.add(FlowTotals.of(line.get("Fields")));
            }
          });
    }
    out.printf("log lines %d: not mozlog %d%n", log.lines(), log.faults().size());
    faults.addAll(log.faults());
    expect(stopped.size() == 1, "the counters were told " + stopped.size() + " times");
    // an answer may have been on its way when the process ended
    long most = clients.answered() + SoakClients.PROBES;
    expect(
        submissions[0] >= clients.answered() && submissions[0] <= most,
        "submissions in the log: " + submissions[0] + ", answered: " + clients.answered());
    double dropped = counters().sum("log_lines_dropped_total");
    expect(dropped == 0, "log lines dropped: " + dropped);
    stopped.forEach(first -> addUp(first.plus(before, -1)));
  }

  private void addUp(FlowTotals first) {
    FlowTotals second = flow();
    FlowTotals both = first.plus(second, 1);
    out.println("first life " + first.totals());
    out.println("second life " + second.totals());
    expect(first.lostAtTheDoor() == 0, "first life: received is not the sum");
    expect(second.lostAtTheDoor() == 0, "second life: received is not the sum");
    expect(both.lostInside() == 0, "accepted is not the sum: " + both.totals());
  }

  private static boolean isSubmission(JsonNode line, String report) {
    return line.get("Type").textValue().equals("request.summary")
        && line.at("/Fields/path").asText().equals("/report/" + report)
        && line.at("/Fields/code").intValue() == 200;
  }

  /** The file of the log and the full ones before it. */
  private List<Path> logs() throws IOException {
    Path log = platform.serverLog();
    try (var files = Files.list(log.getParent())) {
      return files.filter(file -> file.getFileName().toString().startsWith("server.log")).toList();
    }
  }

  private Map<String, Integer> count(String table, String report) throws SQLException {
    Map<String, Integer> counts = new HashMap<>();
    String sql = "SELECT measurement_uid FROM %s WHERE report_id = ?".formatted(table);
    try (Connection database = platform.applicationConnection();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, report);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          counts.merge(rows.getString(1), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private FlowTotals flow() {
    try {
      return FlowTotals.of(counters());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the server does not tell its counters", e);
    }
  }

  private Counters counters() throws IOException, InterruptedException {
    return Counters.of(probe.get("/metrics").text());
  }

  private void expect(boolean good, String fault) {
    if (!good) {
      faults.add(fault);
    }
  }
}
