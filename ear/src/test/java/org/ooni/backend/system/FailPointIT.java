// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.byteman.agent.submit.ScriptText;
import org.jboss.byteman.agent.submit.Submit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * The process ends at each point that a measurement passes on its way into the database, on a
 * platform of its own whose server takes rules.
 */
class FailPointIT {

  private static final Duration SOON = DeployedSystem.PATIENCE;
  private static final int POSTS = 24;

  private static final Map<String, String> ACCEPTED = new TreeMap<>();

  private static LocalPlatform platform;
  private static Submit rules;

  @BeforeAll
  static void start() throws IOException {
    int port = freePort();
    rules = new Submit(InetAddress.getLoopbackAddress().getHostAddress(), port);
    PlatformOptions options =
        PlatformOptions.of(
                Path.of(System.getProperty("run.dir") + "-failpoints"),
                Path.of(System.getProperty("ear.file")))
            .withEnvironment(Map.of("ARCHIVE_MINIMUM_AGE", "PT0S"))
            .withJavaOptions(
                List.of(
                    DeployedSystem.QUICK_START,
                    "-Djboss.modules.system.pkgs=org.jboss.byteman",
                    "-javaagent:%s=listener:true,address:127.0.0.1,port:%d"
                        .formatted(System.getProperty("byteman.jar"), port)));
    platform = LocalPlatform.start(options);
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      assertArchivedOnce();
    } finally {
      platform.close();
    }
  }

  @ParameterizedTest
  @EnumSource(FailPoint.class)
  void afterAKillEveryAcknowledgedMeasurementIsThereOnce(FailPoint point) throws Exception {
    Ledger ledger = new Ledger(new Probe(platform.baseUri()));
    rules.addScripts(List.of(new ScriptText(point.name(), point.rule())));
    ledger.post(POSTS, () -> {});
    await().atMost(SOON).until(() -> !isAlive(platform.serverPid()));
    startAgain(ledger);
  }

  @Test
  void afterAKillBehindTheAnswerEveryAcknowledgedMeasurementIsThereOnce() throws Exception {
    Ledger ledger = new Ledger(new Probe(platform.baseUri()));
    // so that the answers are all that has happened when the kill comes
    String rule =
        """
        RULE nothing is taken from the queue
        CLASS org.ooni.backend.fastpath.Fastpath
        METHOD process
        AT ENTRY
        IF true
        DO return
        ENDRULE
        """;
    rules.addScripts(List.of(new ScriptText("behind the answer", rule)));
    ledger.post(POSTS, () -> {});
    assertEquals(POSTS, ledger.acknowledgedCount());
    platform.killServer();
    startAgain(ledger);
  }

  private static void startAgain(Ledger ledger) throws Exception {
    platform.killServer();
    platform.startServer();
    ledger.retry();
    assertEquals(POSTS, ledger.acknowledgedCount());
    try (Connection database = platform.applicationConnection()) {
      await().atMost(SOON).until(() -> ledger.faults(database), List::isEmpty);
    }
    ACCEPTED.putAll(ledger.contents());
  }

  private static void assertArchivedOnce() throws Exception {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              execute("INSERT INTO archive_request (account_id) VALUES ('test')");
              return Ledger.indexed(platform, ACCEPTED.keySet()) == ACCEPTED.size();
            });
    PublishedArchive archive = new PublishedArchive(platform);
    Map<String, List<String>> bodies = archive.bodies();
    Map<String, Integer> lines = archive.lines();
    assertEquals(ACCEPTED.keySet(), bodies.keySet());
    ACCEPTED.forEach(
        (uid, content) -> {
          String body = new String(Fixtures.envelope(content), StandardCharsets.UTF_8);
          assertEquals(List.of(body), bodies.get(uid), uid);
          assertEquals(1, lines.get(content), uid);
        });
  }

  private static void execute(String sql) throws SQLException {
    try (Connection database = platform.applicationConnection();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
