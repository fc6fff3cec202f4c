// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.runner.LocalPlatform;

/**
 * From the probe to the bucket and back, with a store that goes away and a server that is killed.
 */
@ExtendWith(DeployedSystem.class)
class ArchiveIT {

  private static final Duration SOON = DeployedSystem.PATIENCE;

  private final LocalPlatform platform = DeployedSystem.platform();
  private final Probe probe = new Probe(platform.baseUri());

  @Test
  void everyMeasurementIsArchivedOnceThoughTheServerIsKilledMeanwhile() throws Exception {
    Map<String, String> accepted = acceptAndKillWhenObjectsArePutAndLinesAreNotIndexed(80);
    platform.startServer();
    awaitIndexed(accepted);
    PublishedArchive archive = new PublishedArchive(platform);
    Map<String, List<String>> bodies = archive.bodies();
    Map<String, Integer> lines = archive.lines();
    accepted.forEach(
        (uid, content) -> {
          String body = new String(Fixtures.envelope(content), StandardCharsets.UTF_8);
          assertEquals(List.of(body), bodies.get(uid), uid);
          assertEquals(1, lines.get(content), uid);
        });
    await().atMost(SOON).until(() -> isCounted(accepted));
    assertTrue(probe.get("/__heartbeat__").text().contains("archive"));
  }

  @Test
  void aStoreThatIsAwayIsWaitedFor() throws Exception {
    platform.stopObjectStore();
    Map<String, String> accepted = accept(20);
    double before = Counters.of(probe.get("/metrics").text()).sum("archive_failures_total");
    askForARun();
    await()
        .atMost(SOON)
        .until(
            () -> Counters.of(probe.get("/metrics").text()).sum("archive_failures_total") > before);
    platform.startObjectStore();
    awaitIndexed(accepted);
  }

  @Test
  void anAlteredObjectIsAnErrorAndNeverAnotherBody() throws Exception {
    Map<String, String> accepted = accept(5);
    awaitIndexed(accepted);
    for (String uid : accepted.keySet()) {
      execute("DELETE FROM spool WHERE measurement_uid = '" + uid + "'");
    }
    for (Map.Entry<String, String> measurement : accepted.entrySet()) {
      assertEquals(measurement.getValue(), body(measurement.getKey()).text());
    }
    String uid = accepted.keySet().iterator().next();
    String key = one("SELECT s3path FROM jsonl WHERE measurement_uid = '" + uid + "'");
    PublishedArchive archive = new PublishedArchive(platform);
    byte[] genuine = archive.get(key);
    String altered =
        PublishedArchive.text(genuine).replace("\"blocking\":\"dns\"", "\"blocking\":\"tcp\"");
    archive.replace(key, gzip(altered));
    assertEquals(404, body(uid).status());
    archive.remove(key);
    assertEquals(404, body(uid).status());
    archive.replace(key, genuine);
    assertEquals(accepted.get(uid), body(uid).text());
    assertTrue(Counters.of(probe.get("/metrics").text()).sum("archive_read_failures_total") >= 2);
  }

  @Test
  void onlyAdminsHaveTheArchiveRun() throws Exception {
    assertEquals(401, probe.post("/api/_/archive/run", new byte[0]).status());
  }

  /**
   * The lock has the uploader wait at that moment, however quick it is. It is there before the
   * measurements are, which a run that others asked for would take along.
   */
  private Map<String, String> acceptAndKillWhenObjectsArePutAndLinesAreNotIndexed(int count)
      throws Exception {
    try (Connection owner = platform.ownerConnection();
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("LOCK TABLE jsonl IN EXCLUSIVE MODE");
      Map<String, String> accepted = accept(count);
      askForARun();
      await().atMost(SOON).until(() -> count(CANS_WITHOUT_LINES) > 0);
      platform.killServer();
      owner.rollback();
      return accepted;
    }
  }

  private static final String CANS_WITHOUT_LINES =
      "SELECT count(*) FROM archive_can WHERE state = 'UPLOADED'";

  /** The ledger is counted at the end of a run, later than lines can be found. */
  private boolean isCounted(Map<String, String> accepted) throws Exception {
    Map<String, Long> due =
        accepted.keySet().stream().collect(groupingBy(ArchiveIT::hourOf, counting()));
    for (JsonNode hour : probe.get("/api/v1/ledger").json().get("results")) {
      String name = hour.get("hour").textValue();
      long indexed = hour.get("indexed").longValue();
      if (indexed >= due.getOrDefault(name, Long.MAX_VALUE)
          && hour.get("archived").longValue() == indexed) {
        due.remove(name);
      }
    }
    return due.isEmpty();
  }

  private static String hourOf(String uid) {
    return uid.replaceAll("(....)(..)(..)(..).*", "$1-$2-$3T$4:00:00Z");
  }

  private Probe.Answer body(String uid) throws Exception {
    return probe.get("/api/v1/measurement/" + uid);
  }

  /** Sends some and waits until the database has them. */
  private Map<String, String> accept(int count) throws Exception {
    Ledger ledger = new Ledger(probe);
    ledger.post(count, () -> {});
    try (Connection database = platform.applicationConnection()) {
      await().atMost(SOON).until(() -> ledger.faults(database), List::isEmpty);
    }
    return ledger.contents();
  }

  private void awaitIndexed(Map<String, String> accepted) throws SQLException {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              execute("UPDATE archive_can SET due = now() WHERE state <> 'INDEXED'");
              askForARun();
              return Ledger.indexed(platform, accepted.keySet()) == accepted.size();
            });
  }

  /** As an admin does; without one here, directly where that is noted. */
  private void askForARun() throws SQLException {
    execute("INSERT INTO archive_request (account_id) VALUES ('test')");
  }

  private void execute(String sql) throws SQLException {
    try (Connection database = platform.applicationConnection();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private int count(String sql) throws SQLException {
    return Integer.parseInt(one(sql));
  }

  private String one(String sql) throws SQLException {
    try (Connection database = platform.applicationConnection();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
