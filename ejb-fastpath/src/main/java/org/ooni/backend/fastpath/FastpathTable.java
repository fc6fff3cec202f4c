// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static org.ooni.backend.fastpath.Instants.text;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.ooni.backend.scoring.FastpathRow;

/** The table {@code fastpath}: one row a measurement, what lists and charts are made of. */
final class FastpathTable {

  private static final String INSERT =
      """
      INSERT INTO fastpath (measurement_uid, report_id, input, domain, probe_cc, probe_asn, test_name,
        test_start_time, measurement_start_time, scores, platform, anomaly, confirmed,
        msm_failure, blocking_type, software_name, software_version, test_version, test_runtime,
        architecture, engine_name, engine_version, test_helper_address, test_helper_type,
        ooni_run_link_id, is_verified, scorer_version, fingerprint_snapshot, rule)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[],
        ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::bool[], ?::bool[], ?::bool[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::float4[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[], ?::text[], ?::text[])
      """;

  private static final String OR_REPLACE =
      """
      ON CONFLICT (measurement_uid, measurement_start_time) DO UPDATE SET
        report_id = excluded.report_id, input = excluded.input, domain = excluded.domain,
        probe_cc = excluded.probe_cc, probe_asn = excluded.probe_asn,
        test_name = excluded.test_name, test_start_time = excluded.test_start_time,
        scores = excluded.scores, platform = excluded.platform, anomaly = excluded.anomaly,
        confirmed = excluded.confirmed, msm_failure = excluded.msm_failure,
        blocking_type = excluded.blocking_type, software_name = excluded.software_name,
        software_version = excluded.software_version, test_version = excluded.test_version,
        test_runtime = excluded.test_runtime, architecture = excluded.architecture,
        engine_name = excluded.engine_name, engine_version = excluded.engine_version,
        test_helper_address = excluded.test_helper_address,
        test_helper_type = excluded.test_helper_type,
        ooni_run_link_id = excluded.ooni_run_link_id, is_verified = excluded.is_verified,
        scorer_version = excluded.scorer_version,
        fingerprint_snapshot = excluded.fingerprint_snapshot, rule = excluded.rule, update_time = clock_timestamp()
      """;

  private static final String OR_KEEP =
      """
      ON CONFLICT (measurement_uid, measurement_start_time) DO NOTHING
      """;

  private static final String REMOVE_OTHER_TIMES =
      """
      DELETE FROM fastpath known USING unnest(?::text[], ?::timestamptz[]) AS again (uid, time)
      WHERE known.measurement_uid = again.uid
        AND known.measurement_start_time IS DISTINCT FROM again.time
      """;

  private static final String REMOVE = "DELETE FROM fastpath WHERE measurement_uid = ANY (?)";

  private final Connection connection;

  FastpathTable(Connection connection) {
    this.connection = connection;
  }

  /** Writes rows; one that is there already is replaced. */
  void upsert(List<FastpathRow> rows) throws SQLException {
    write(rows, INSERT + OR_REPLACE);
  }

  /** Writes rows; one that is there already is left as it is. */
  void insertAbsent(List<FastpathRow> rows) throws SQLException {
    write(rows, INSERT + OR_KEEP);
  }

  private void write(List<FastpathRow> rows, String sql) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      new ColumnArrays<>(connection, insert, rows)
          .text(FastpathRow::measurementUid)
          .text(FastpathRow::reportId)
          .text(FastpathRow::input)
          .text(FastpathRow::domain)
          .text(FastpathRow::probeCc)
          .add("int8", FastpathRow::probeAsn)
          .text(FastpathRow::testName)
          .add("timestamptz", row -> text(row.testStartTime()))
          .add("timestamptz", row -> text(row.measurementStartTime()))
          .text(FastpathRow::scores)
          .text(FastpathRow::platform)
          .add("bool", FastpathRow::anomaly)
          .add("bool", FastpathRow::confirmed)
          .add("bool", FastpathRow::msmFailure)
          .text(FastpathRow::blockingType)
          .text(FastpathRow::softwareName)
          .text(FastpathRow::softwareVersion)
          .text(FastpathRow::testVersion)
          .add("float4", FastpathRow::testRuntime)
          .text(FastpathRow::architecture)
          .text(FastpathRow::engineName)
          .text(FastpathRow::engineVersion)
          .text(FastpathRow::testHelperAddress)
          .text(FastpathRow::testHelperType)
          .add("numeric", FastpathRow::ooniRunLinkId)
          .text(FastpathRow::isVerified)
          .text(FastpathRow::scorerVersion)
          .text(FastpathRow::fingerprintSnapshot)
          .text(FastpathRow::rule);
      insert.executeUpdate();
    }
  }

  /**
   * Removes rows of these measurements with another start time, which the upsert does not replace:
   * a version of the code that reads times otherwise must not count a measurement twice. Looks into
   * all partitions, so it is only for measurements that may have a row.
   */
  void removeOtherTimes(List<FastpathRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement remove = connection.prepareStatement(REMOVE_OTHER_TIMES)) {
      new ColumnArrays<>(connection, remove, rows)
          .text(FastpathRow::measurementUid)
          .add("timestamptz", row -> text(row.measurementStartTime()));
      remove.executeUpdate();
    }
  }

  /** Removes the rows of these measurements, whatever their time. */
  void remove(List<String> uids) throws SQLException {
    if (uids.isEmpty()) {
      return;
    }
    try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
      remove.setArray(1, connection.createArrayOf("text", uids.toArray()));
      remove.executeUpdate();
    }
  }
}
