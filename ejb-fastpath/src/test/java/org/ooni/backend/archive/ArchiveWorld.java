// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.objectstore.FakeS3;
import org.ooni.backend.objectstore.ObjectStore;
import org.ooni.backend.schema.MigratedPostgres;

/** A database with accepted bodies, an object store, and the archive between them. */
final class ArchiveWorld implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-22T15:10:00Z");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final String INSERT =
      """
      INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
        content_length, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  final MigratedPostgres postgres = MigratedPostgres.shared();
  final FakeS3 s3 = new FakeS3();
  final ObjectStore store = s3.client();
  final Meters meters = new Meters();
  final Path folder;
  private final Connection connection = postgres.application().getConnection();

  /** What was accepted, by uid. */
  final Map<String, String> accepted = new TreeMap<>();

  /** Keys of objects that the store itself has spoilt. */
  final Set<String> orphans = new TreeSet<>();

  long canBytes = 20_000_000;
  int canMeasurements = 50_000;
  Duration minimumAge = Duration.ofHours(1);
  Duration retention = Duration.ofHours(24);
  Instant now = NOW;

  ArchiveWorld() throws SQLException {
    postgres.truncateAll();
    try {
      folder = Files.createTempDirectory("archive-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Accepts a measurement of the last hour that can be archived. */
  String accept(int number) throws SQLException {
    return accept("IT", "webconnectivity", number);
  }

  String accept(String country, String nettest, int number) throws SQLException {
    Instant time = Instant.parse("2026-11-22T14:00:00Z").plusMillis(number);
    return accept(time, country, nettest, content(number));
  }

  String accept(Instant time, String country, String nettest, String content) throws SQLException {
    String envelope = "{\"format\":\"json\",\"content\":" + content + "}";
    return acceptSubmission(time, country, nettest, envelope);
  }

  String acceptSubmission(Instant time, String country, String nettest, String submission)
      throws SQLException {
    String uid = TIME.format(time) + "_" + country + "_" + nettest + "_" + hash(submission);
    insert(uid, submission, Zstd.compress(utf8(submission)));
    accepted.put(uid, submission);
    return uid;
  }

  /** Has the database hold something as a body, whatever it is. */
  void insert(String uid, String submission, byte[] packed) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, uid);
      insert.setString(2, "report");
      insert.setObject(3, NOW.minusSeconds(4000).atOffset(ZoneOffset.UTC));
      insert.setBytes(4, digest("SHA-256", uid));
      insert.setInt(5, utf8(submission).length);
      insert.setInt(6, 0);
      insert.setInt(7, 0);
      insert.setBytes(8, packed);
      insert.executeUpdate();
    }
  }

  static String content(int number) {
    return """
        {"report_id":"r%d","input":"https://example.org/%d","test_keys":{"body":"%s"}}"""
        .formatted(number % 3, number, noise(number));
  }

  /** A few hundred bytes that no compression makes much smaller. */
  private static String noise(int number) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(hash(number + "/" + i)).append(hash(i + "/" + number));
    }
    return text.toString();
  }

  ArchiveRun.Result run() {
    return run(point -> {});
  }

  ArchiveRun.Result run(Consumer<ArchivePoint> passed) {
    return new ArchiveRun(
            postgres.application(),
            store,
            settings("1"),
            Clock.fixed(now, ZoneOffset.UTC),
            meters,
            () -> false,
            passed)
        .run();
  }

  ArchiveSettings settings(String collector) {
    return new ArchiveSettings(collector, folder, canBytes, canMeasurements, minimumAge, retention);
  }

  /** Runs as often as it takes after a fault, without the waits between. */
  void runUntilDone() throws SQLException {
    for (int i = 0; i < 20; i++) {
      sql("UPDATE archive_can SET due = now() WHERE state <> 'INDEXED'");
      run();
      if (one("SELECT count(*) FROM archive_can WHERE state NOT IN ('INDEXED', 'PURGED')")
          .equals("0")) {
        return;
      }
    }
    assertEquals(
        "none",
        one(
            "SELECT string_agg(concat_ws(' ', s3path, state, last_failure), ',') FROM archive_can"));
  }

  /** Every accepted measurement is in the archive once, and nothing was replaced. */
  void assertArchivedOnce() throws Exception {
    new ArchiveAudit(this).check();
  }

  void sql(String sql) throws SQLException {
    try (Connection connection = postgres.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    s3.close();
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count(), "files in work are left behind");
    }
    Files.delete(folder);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String text) {
    return java.util.HexFormat.of().formatHex(digest("SHA-512", text), 0, 8);
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(utf8(text));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
