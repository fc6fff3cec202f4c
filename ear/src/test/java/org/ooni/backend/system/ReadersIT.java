// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Probe.Answer;

/**
 * Readers whose questions take long do not stand in the way of anybody (hostile cases E14 and E15).
 * What makes them long is a lock on the names of networks, which every list looks into.
 */
@ExtendWith(DeployedSystem.class)
class ReadersIT {

  private static final String LIST = "/api/v1/measurements?since=2024-01-10&until=2024-01-12";
  private static final String HEAVY = LIST + "&category_code=NEWS&software_version=1";

  private final URI base = DeployedSystem.platform().baseUri();
  private final Probe probe = new Probe(base);
  private Connection locking;
  private Connection watching;

  @BeforeEach
  void lock() throws SQLException {
    watching = DeployedSystem.platform().applicationConnection();
    locking = DeployedSystem.platform().ownerConnection();
    locking.setAutoCommit(false);
    try (Statement statement = locking.createStatement()) {
      statement.execute("lock table asnmeta in access exclusive mode");
    }
  }

  @AfterEach
  void unlock() throws SQLException {
    locking.close();
    await().atMost(DeployedSystem.PATIENCE).until(() -> running() == 0);
    watching.close();
  }

  @Test
  void aClientThatLeavesTakesItsStatementWithIt() throws Exception {
    try (RawClient client = new RawClient(base)) {
      client.ask(LIST);
      await().atMost(DeployedSystem.PATIENCE).until(() -> running() == 1);
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> running() == 0);
    Counters counters = Counters.of(probe.get("/metrics").text());
    assertTrue(counters.sum("queries_ended_total") >= 1);
  }

  @Test
  void whatAWaitingClientSendsMeanwhileIsNotLost() throws Exception {
    try (RawClient client = new RawClient(base)) {
      client.ask(LIST);
      await().atMost(DeployedSystem.PATIENCE).until(() -> running() == 1);
      client.ask("/api/v1/limits");
      // longer than the pause between two looks at the connection
      Thread.sleep(1000);
      assertTrue(running() >= 1);
      locking.rollback();
      assertTrue(client.answer().startsWith("200 {\"metadata\""));
      assertTrue(client.answer().startsWith("200 {\"submission\""));
    }
  }

  @Test
  void heavyQuestionsTakeNeitherTheReadersPlacesNorThoseOfProbes() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(30);
    List<Future<Answer>> heavy = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      heavy.add(clients.submit(() -> probe.get(HEAVY)));
    }
    await().atMost(DeployedSystem.PATIENCE).until(() -> heavy.stream().anyMatch(Future::isDone));
    int places = Math.max(1, Math.min(6, Runtime.getRuntime().availableProcessors() / 2));
    String limits = probe.get("/api/v1/limits").text();
    assertTrue(limits.contains("\"heavy_queries_at_the_same_time\":" + places + ","), limits);
    assertTrue(running() <= places, "heavy statements at the same time");
    assertEquals(200, probe.get("/__lbheartbeat__").status());
    assertEquals("{}", probe.get("/api/v1/raw_measurement?measurement_uid=unknown-id").text());
    Ledger submissions = new Ledger(probe);
    submissions.post(20, () -> {});
    await()
        .atMost(DeployedSystem.PATIENCE)
        .until(() -> submissions.faults(watching), List::isEmpty);
    assertEquals(Set.of(200), submissions.statuses());
    locking.rollback();
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> answer : heavy) {
      answers.add(answer.get());
    }
    clients.shutdown();
    assertTrue(answers.stream().allMatch(a -> a.status() == 200 || a.status() == 503));
    Answer refused = answers.stream().filter(a -> a.status() == 503).findFirst().orElseThrow();
    assertTrue(refused.text().contains("CONCURRENT_HEAVY_READS"), refused.text());
    int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(wait >= 10 && wait <= 20, () -> "told to come back after " + wait);
    assertTrue(answers.stream().anyMatch(a -> a.status() == 200));
  }

  /** Statements of readers that are in work. */
  private int running() throws SQLException {
    String query =
        """
        select count(*) from pg_stat_activity
        where application_name = 'ooni-read' and state = 'active'
        """;
    try (Statement statement = watching.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
