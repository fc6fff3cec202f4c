// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.ooni.backend.measurement.MeasurementUid;

/** What happens to a can, written into its row. Each method goes on from one state only. */
final class CanProgress {

  private static final String STEP =
      """
      , changed_at = now(), due = now(), attempts = 0, last_failure = ''
      WHERE can_id = ? AND state = ?
      """;

  private static final String SEALED =
      "UPDATE archive_can SET state = 'SEALED', measurements = ?, first_uid = ?, last_uid = ?"
          + STEP;

  private static final String UPLOADED = "UPDATE archive_can SET state = 'UPLOADED'" + STEP;

  private static final String INDEXED =
      """
      UPDATE archive_can SET state = 'INDEXED', indexed_at = now(),
        manifest_id = CASE WHEN postcan_sha256 = ? AND jsonl_sha256 = ? THEN manifest_id END,
        postcan_bytes = ?, postcan_sha256 = ?, jsonl_bytes = ?, jsonl_sha256 = ?
      """
          + STEP;

  private static final String PURGED = "UPDATE archive_can SET state = 'PURGED'" + STEP;

  private static final String BACK_TO_SEALED = "UPDATE archive_can SET state = 'SEALED'" + STEP;

  private static final String BACK_TO_UPLOADED = "UPDATE archive_can SET state = 'UPLOADED'" + STEP;

  private static final String NEW_POSTCAN =
      "UPDATE archive_can SET state = 'SEALED', number = " + nextNumber() + STEP;

  private static final String NEW_JSONL =
      "UPDATE archive_can SET state = 'SEALED', jsonl_number = " + nextNumber() + STEP;

  // twice as long each time, up to an hour, and no two cans at the same moment
  private static final String FAILED =
      """
      UPDATE archive_can SET attempts = attempts + 1, last_failure = ?,
        due = now() + (0.5 + random() / 2) * least(interval '1 hour',
          interval '1 minute' * power(2, least(attempts, 10)))
      WHERE can_id = ?
      """;

  private static final String LATER =
      "UPDATE archive_can SET due = now() + interval '1 hour' WHERE can_id = ?";

  private final Connection connection;
  private final Can can;

  CanProgress(Connection connection, Can can) {
    this.connection = connection;
    this.can = can;
  }

  void sealed(List<MeasurementUid> uids) throws SQLException {
    step(SEALED, uids.size(), uids.get(0).text(), uids.get(uids.size() - 1).text());
  }

  void uploaded() throws SQLException {
    step(UPLOADED);
  }

  void indexed(CanInspection.Totals totals) throws SQLException {
    step(
        INDEXED,
        totals.postcanSha256(),
        totals.jsonlSha256(),
        totals.postcanBytes(),
        totals.postcanSha256(),
        totals.jsonlBytes(),
        totals.jsonlSha256());
  }

  void purged() throws SQLException {
    step(PURGED);
  }

  /** Its objects are to be put once more under the same names. */
  void putAgain() throws SQLException {
    step(BACK_TO_SEALED);
  }

  /** Its lines are to be indexed once more. */
  void indexAgain() throws SQLException {
    step(BACK_TO_UPLOADED);
  }

  /** What lies under the name of its bodies is something else: they get another. */
  void renamePostcan() throws SQLException {
    step(NEW_POSTCAN);
  }

  /** What lies under the name of its lines is something else: they get another. */
  void renameJsonl() throws SQLException {
    step(NEW_JSONL);
  }

  /** Its next step is to be tried again, the later the oftener it has failed. */
  void failed(String reason) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FAILED)) {
      update.setString(1, reason);
      update.setLong(2, can.id());
      update.executeUpdate();
    }
  }

  /** Nothing is wrong, and nothing to be done with it for an hour. */
  void later() throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(LATER)) {
      update.setLong(1, can.id());
      update.executeUpdate();
    }
  }

  private void step(String sql, Object... values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      int parameter = 0;
      for (Object value : values) {
        update.setObject(++parameter, value);
      }
      update.setLong(++parameter, can.id());
      update.setString(++parameter, can.state().name());
      if (update.executeUpdate() != 1) {
        throw new SQLException("the can has gone on without its lock", "40001");
      }
    }
  }

  private static String nextNumber() {
    return """
        (SELECT max(greatest(other.number, other.jsonl_number)) + 1 FROM archive_can other
         WHERE (other.hour, other.probe_cc, other.nettest, other.collector)
           = (archive_can.hour, archive_can.probe_cc, archive_can.nettest, archive_can.collector))
        """;
  }
}
