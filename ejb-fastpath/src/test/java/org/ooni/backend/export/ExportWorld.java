// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.objectstore.FakeS3;
import org.ooni.backend.schema.MigratedPostgres;

/** A database with verdicts, an object store, and the export between them. */
final class ExportWorld implements AutoCloseable {

  private static final String INSERT =
      """
      INSERT INTO fastpath (measurement_uid, measurement_start_time, test_start_time, probe_cc,
        probe_asn, test_name, input, scores, platform, anomaly, confirmed, msm_failure)
      SELECT lpad(n::text, 6, '0'), '%1$s'::timestamptz + n * interval '1 second', NULL, 'IT',
        n %% 3, 'ndt', md5(n::text), '{"blocking_general":0.0}', 'linux', n %% 5 = 0, false, false
      FROM generate_series(1, %2$d) n
      """;

  final MigratedPostgres postgres = MigratedPostgres.shared();
  final FakeS3 s3 = new FakeS3();
  final ExportTimer timer = new ExportTimer();

  ExportWorld(Path folder) throws SQLException {
    postgres.truncateAll();
    timer.readers = postgres.application();
    timer.writers = postgres.application();
    timer.store = s3.client();
    timer.meters = new Meters();
    timer.months = 1;
    timer.delay = Duration.ofDays(3);
    timer.fileBytes = 1 << 30;
    timer.folder = folder;
    at("2026-04-04T00:00:00Z");
    timer.prepareFolder();
  }

  void at(String now) {
    timer.clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    timer.runs = new TimerRuns(timer.meters, timer.clock);
  }

  /** Measures so often from that time on, once a second. */
  void measure(String time, int count) throws SQLException {
    sql(INSERT.formatted(time, count));
  }

  /** Whether the last run of the timer did all it had to. */
  boolean succeeded() {
    return timer.runs.last().get("export").succeeded().isPresent();
  }

  List<String> keys() {
    return List.copyOf(s3.objects().keySet());
  }

  byte[] object(String key) {
    return s3.objects().get(key);
  }

  /** Lines of a compressed table. */
  List<String> lines(String key) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(object(key)))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files that are being made. */
  long filesOnDisk() throws IOException {
    try (var files = Files.list(timer.folder)) {
      return files.count();
    }
  }

  void sql(String sql) throws SQLException {
    postgres.sql(sql);
  }

  String one(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "none";
    }
  }

  @Override
  public void close() throws SQLException {
    postgres.truncateAll();
    s3.close();
  }
}
