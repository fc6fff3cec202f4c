// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a month, with the columns that the public API shows, in the order of time and key:
 * that of an index, so the database sorts nothing and the first rows come at once.
 */
final class PublicRows {

  /** Names of the columns, in the order of the statement. */
  static final List<String> NAMES =
      List.of(
          "measurement_uid",
          "report_id",
          "input",
          "domain",
          "probe_cc",
          "probe_asn",
          "test_name",
          "test_start_time",
          "measurement_start_time",
          "anomaly",
          "confirmed",
          "msm_failure",
          "scores",
          "blocking_type",
          "platform",
          "software_name",
          "software_version",
          "test_version",
          "test_runtime",
          "architecture",
          "engine_name",
          "engine_version",
          "test_helper_address",
          "test_helper_type",
          "ooni_run_link_id",
          "is_verified",
          "scorer_version",
          "fingerprint_snapshot",
          "rule");

  private static final String ROWS =
      """
      SELECT measurement_uid, report_id, input, domain, probe_cc, probe_asn, test_name,
        to_char(test_start_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        to_char(measurement_start_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        anomaly::text, confirmed::text, msm_failure::text, scores, blocking_type, platform,
        software_name, software_version, test_version, test_runtime, architecture, engine_name,
        engine_version, test_helper_address, test_helper_type, ooni_run_link_id, is_verified,
        scorer_version, fingerprint_snapshot, rule
      FROM fastpath
      WHERE measurement_start_time >= ? AND measurement_start_time < ?
      ORDER BY measurement_start_time, measurement_uid
      """;

  // a row can be as long as two measurements, and all of a portion are in memory at a time
  private static final int FETCHED_ROWS = 50;

  private final Connection connection;

  /** Of a connection that is in a transaction: the driver fetches in portions only then. */
  PublicRows(Connection connection) {
    this.connection = connection;
  }

  /** What is done with a row. */
  @FunctionalInterface
  interface Reader {
    void read(List<String> cells) throws IOException;
  }

  /** Reads them; how many there were. */
  long read(YearMonth month, Reader reader) throws SQLException, IOException {
    long count = 0;
    try (PreparedStatement select = connection.prepareStatement(ROWS)) {
      select.setFetchSize(FETCHED_ROWS);
      select.setObject(1, month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
      select.setObject(2, month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          List<String> cells = new ArrayList<>(NAMES.size());
          for (int column = 1; column <= NAMES.size(); column++) {
            String text = row.getString(column);
            cells.add(text == null ? "" : text);
          }
          reader.read(cells);
          count++;
        }
      }
    }
    return count;
  }
}
