// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What the database knows of the bodies of a can, to compare its objects with: key after key and
 * the proof of each; of a can whose bodies it has given up only how many there were and the hash of
 * the object.
 */
final class CanMembers implements AutoCloseable {

  private static final int FETCHED_AT_ONCE = 500;

  private static final String MEMBERS =
      """
      SELECT measurement_uid, report_id, digest FROM spool WHERE can_id = ?
      ORDER BY measurement_uid
      """;

  private static final String HASH = "SELECT postcan_sha256 FROM archive_can WHERE can_id = ?";

  private final Can can;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final boolean isThere;
  private final byte[] hash;
  private boolean atRow;

  private CanMembers(Can can, PreparedStatement statement, byte[] hash) throws SQLException {
    this.can = can;
    this.statement = statement;
    this.hash = hash;
    statement.setFetchSize(FETCHED_AT_ONCE);
    this.rows = statement.executeQuery();
    this.isThere = rows.next();
    this.atRow = isThere;
  }

  static CanMembers of(Connection connection, Can can) throws SQLException {
    byte[] hash;
    try (PreparedStatement select = connection.prepareStatement(HASH)) {
      select.setLong(1, can.id());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        hash = row.getBytes(1);
      }
    }
    PreparedStatement members = connection.prepareStatement(MEMBERS);
    members.setLong(1, can.id());
    return new CanMembers(can, members, hash);
  }

  /**
   * Compares the next one.
   *
   * @throws CanInspection.Differs when it is another, or has other bytes
   */
  void expect(CanInspection.Found found) throws SQLException, CanInspection.Differs {
    if (!isThere) {
      return;
    }
    if (!atRow || !found.uid().text().equals(rows.getString(1))) {
      throw new CanInspection.Differs(true, "a body is not the one that is expected");
    }
    Proof proof = new Proof(rows.getString(2), rows.getBytes(3));
    if (!proof.holds(found.uid(), found.submission())) {
      throw new CanInspection.Differs(true, "a body has other bytes than were accepted");
    }
    atRow = rows.next();
  }

  /**
   * Compares the whole.
   *
   * @throws CanInspection.Differs when something is missing
   */
  void expectEnd(CanInspection.Totals totals) throws CanInspection.Differs {
    boolean whole = isThere ? !atRow : hash != null && Arrays.equals(hash, totals.postcanSha256());
    if (!whole || totals.measurements() != can.measurements()) {
      throw new CanInspection.Differs(true, "not all bodies are there");
    }
  }

  @Override
  public void close() throws SQLException {
    rows.close();
    statement.close();
  }
}
