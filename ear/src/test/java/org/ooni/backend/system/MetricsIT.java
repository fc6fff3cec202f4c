// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Prometheus is told, and whether dashboards and alerts ask for what there is. */
@ExtendWith(DeployedSystem.class)
class MetricsIT {

  private static final Duration SOON = DeployedSystem.PATIENCE;

  private static final String WAITING =
      """
      SELECT (SELECT count(*) FROM spool WHERE can_id IS NULL AND set_aside IS NULL)
        + (SELECT count(*) FROM archive_can WHERE state NOT IN ('INDEXED', 'PURGED'))
      """;

  /** What is Prometheus' own. */
  private static final Set<String> GIVEN = Set.of("up");

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (counter|gauge|histogram)");
  private static final Pattern HELP = Pattern.compile("# HELP (\\w+) (\\S.{5,})");
  private static final Pattern SAMPLE =
      Pattern.compile("(\\w+)(\\{\\w+=\"[^\"]*\"(,le=\"[^\"]+\")?})? -?[0-9.E+-]+");
  private static final Pattern UNITS =
      Pattern.compile(
          ".*_(seconds|bytes|measurements|messages|entries|calls|transactions|rows|rows_skipped|cans|threads|threads_busy"
              + "|threads_max|requests|fds|connections_\\w+|transactions|calls|differences|info|open|set_aside)");

  private final Probe probe = new Probe(DeployedSystem.platform().baseUri());

  @Test
  void everyMetricHasATypeAHelpAndAUnit() throws Exception {
    Map<String, String> types = new HashMap<>();
    Map<String, String> helps = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (String line : metrics().lines().toList()) {
      Matcher type = TYPE.matcher(line);
      Matcher help = HELP.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (help.matches()) {
        helps.put(help.group(1), help.group(2));
      } else if (!isOfOne(types, line)) {
        faults.add(line);
      }
    }
    assertEquals(types.keySet(), helps.keySet());
    types.forEach(
        (name, type) -> {
          boolean named =
              type.equals("counter") ? name.endsWith("_total") : UNITS.matcher(name).matches();
          if (!named) {
            faults.add(name + " " + type);
          }
        });
    assertEquals(List.of(), faults);
  }

  @Test
  void whatDashboardsAndAlertsAskForIsThere() throws Exception {
    Ledger ledger = new Ledger(probe);
    ledger.post(3, () -> {});
    settled();
    // these run within seconds of the start
    await().atMost(SOON).until(() -> metrics().contains("timer=\"archive\""));
    String answer = metrics();
    List<String> absent = new ArrayList<>();
    for (Map.Entry<String, List<String>> file : Watching.byFile().entrySet()) {
      for (String expression : file.getValue()) {
        Set<String> names = Watching.metrics(expression);
        assertFalse(names.isEmpty(), expression);
        names.removeAll(GIVEN);
        names.removeIf(name -> answer.contains("# TYPE " + family(name, answer) + " "));
        names.forEach(name -> absent.add(file.getKey() + ": " + name));
        Watching.timers(expression).stream()
            .filter(timer -> !answer.contains("{timer=\"" + timer + "\"}"))
            .forEach(timer -> absent.add(file.getKey() + ": timer " + timer));
      }
    }
    assertEquals(List.of(), absent);
  }

  @Test
  void countersAddUpFromTheDoorToTheArchive() throws Exception {
    settled();
    awaitArchived();
    Counters before = settled();
    Ledger ledger = new Ledger(probe);
    ledger.post(40, () -> {});
    ledger.retry();
    String report = probe.openReport();
    probe.post("/report/" + report, "{not json".getBytes(StandardCharsets.UTF_8));
    Counters after = settled();
    FlowTotals flow = FlowTotals.of(after).plus(FlowTotals.of(before), -1);
    assertEquals(40, flow.get("accepted"));
    assertEquals(1, flow.get("refused"));
    assertEquals(0, flow.lostAtTheDoor());
    assertEquals(0, flow.lostInside());
    assertEquals(40, grown(before, after, "fastpath_batch_measurements_sum"));
    assertEquals(40, grown(before, after, "measurement_commit_delay_seconds_count"));
    assertEquals(40, grown(before, after, "accept_log_append_seconds_count"));
    assertTrue(grown(before, after, "http_requests_total") >= 42);
    assertEquals(after.sum("http_requests_total"), after.sum("http_request_seconds_count"), 1.0);
    assertEquals(
        after.sum("fastpath_batch_measurements_count"),
        sum(after, "fastpath_batch_seconds_count{step=\"commit\"}"));
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(SOON).until(() -> ledger.faults(database), List::isEmpty);
    }
    awaitArchived();
    Counters end = Counters.of(metrics());
    for (String step : List.of("archived", "indexed")) {
      String sample = "archive_measurements_total{step=\"" + step + "\"}";
      assertEquals(40, sum(end, sample) - sum(before, sample), step);
    }
  }

  @Test
  void poolsAndThreadsAndTheLogAreTold() throws Exception {
    Counters now = Counters.of(metrics());
    assertTrue(sum(now, "datasource_connections_available{pool=\"OoniRead\"}") > 0);
    assertTrue(sum(now, "datasource_connections_open{pool=\"OoniWrite\"}") > 0);
    assertTrue(now.sum("http_worker_threads_max") >= 1);
    assertTrue(now.sum("http_worker_threads_busy") >= 1, "this request");
    assertTrue(sum(now, "log_lines_total{place=\"stdout\"}") > 0);
    assertEquals(0, now.sum("log_lines_dropped_total"));
    assertEquals(1, now.sum("backend_info"));
  }

  /** Has all archived that waits for it, also what was interrupted before and waits longer. */
  private static void awaitArchived() throws SQLException {
    try (Connection database = DeployedSystem.platform().applicationConnection();
        Statement statement = database.createStatement()) {
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                statement.execute("UPDATE archive_can SET due = now() WHERE state <> 'INDEXED'");
                statement.execute("INSERT INTO archive_request (account_id) VALUES ('test')");
                return waiting(statement) == 0;
              });
    }
  }

  private static long waiting(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(WAITING)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean isOfOne(Map<String, String> types, String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      return false;
    }
    String name = sample.group(1);
    String family = name.replaceFirst("_(bucket|sum|count)$", "");
    return types.containsKey(name) || "histogram".equals(types.get(family));
  }

  private static String family(String name, String answer) {
    String family = name.replaceFirst("_(bucket|sum|count)$", "");
    return answer.contains("# TYPE " + family + " histogram") ? family : name;
  }

  /** How much a metric has grown, without its labels. */
  private static double grown(Counters before, Counters after, String metric) {
    return after.sum(metric) - before.sum(metric);
  }

  private static double sum(Counters counters, String sample) {
    return counters.lines().stream()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .sum();
  }

  /** The counters once nothing is in flight. */
  private Counters settled() {
    return await()
        .atMost(SOON)
        .until(
            () -> Counters.of(metrics()),
            counters ->
                counters.sum("accept_log_entries") == 0
                    && counters.sum("fastpath_queue_messages") == 0
                    && FlowTotals.of(counters).lostInside() <= 0);
  }

  private String metrics() throws Exception {
    return probe.get("/metrics").text();
  }
}
