// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pagetest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.ooni.backend.schema.MigratedPostgres;

/** Rows of fastpath, counted into the rollups in the way that those of probes are. */
public final class CountedMeasurements {

  private static final String INSERT =
      """
      insert into fastpath (measurement_uid, report_id, input, domain, probe_cc, probe_asn,
        test_name, test_start_time, measurement_start_time, scores, platform, anomaly, confirmed,
        msm_failure)
      select 'test-uid-' || ? || '-' || copy, 'report', ?, split_part(?, '/', 3), ?, ?, ?, ?, ?, ?,
        'linux', ?, ?, ?
      from generate_series(1, ?) as copy
      """;

  private final DataSource database;
  private int rows;
  private String scores = "{}";
  private String input = "";

  /** Empties the tables. */
  public CountedMeasurements(MigratedPostgres postgres) throws SQLException {
    postgres.truncateAll();
    database = postgres.application();
  }

  /** What the next ones are about; nothing at first. */
  public CountedMeasurements about(String input) {
    this.input = input;
    return this;
  }

  /** How long the nettests of the next ones took, in seconds, as JSON. */
  public CountedMeasurements runtime(String seconds) {
    scores = "{\"extra\":{\"test_runtime\":%s}}".formatted(seconds);
    return this;
  }

  /**
   * Adds some of a kind.
   *
   * @param network null when it is not known
   * @param time as in ISO 8601
   * @param flags any of a, c and f: anomaly, confirmed, failure
   */
  public CountedMeasurements add(
      int count, String country, Long network, String test, String time, String flags)
      throws SQLException {
    OffsetDateTime started = OffsetDateTime.parse(time);
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setInt(1, rows++);
      insert.setString(2, input);
      insert.setString(3, input);
      insert.setString(4, country);
      insert.setObject(5, network);
      insert.setString(6, test);
      insert.setObject(7, started);
      insert.setObject(8, started);
      insert.setString(9, scores);
      insert.setBoolean(10, flags.contains("a"));
      insert.setBoolean(11, flags.contains("c"));
      insert.setBoolean(12, flags.contains("f"));
      insert.setInt(13, count);
      insert.executeUpdate();
    }
    return this;
  }

  /** Takes all measurements back. */
  public CountedMeasurements removeAll() throws SQLException {
    return run("delete from fastpath");
  }

  /** Counts what was added or taken back. */
  public CountedMeasurements count() throws SQLException {
    return run("select rollup_drain(1000000)");
  }

  /** Runs a statement as the application. */
  public CountedMeasurements run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return this;
  }
}
