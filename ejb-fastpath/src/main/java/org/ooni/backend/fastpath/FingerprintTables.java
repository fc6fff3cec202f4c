// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.fingerprint.Fingerprint;
import org.ooni.backend.fingerprint.FingerprintSnapshot;

/** The tables {@code fingerprints_dns} and {@code fingerprints_http}. */
public final class FingerprintTables {

  private static final String DNS =
      """
      SELECT name, scope, location_found, pattern_type, pattern, confidence_no_fp,
             expected_countries
      FROM fingerprints_dns ORDER BY name
      """;
  private static final String HTTP =
      """
      SELECT name, scope, location_found, pattern_type, pattern, confidence_no_fp,
             expected_countries
      FROM fingerprints_http ORDER BY name
      """;

  private FingerprintTables() {}

  /** Both tables, as of one moment. */
  public static FingerprintSnapshot read(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      return new FingerprintSnapshot(read(connection, DNS), read(connection, HTTP));
    } finally {
      connection.rollback();
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(true);
    }
  }

  private static List<Fingerprint> read(Connection connection, String sql) throws SQLException {
    List<Fingerprint> fingerprints = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        fingerprints.add(
            new Fingerprint(
                rows.getString("name"),
                rows.getString("scope"),
                rows.getString("location_found"),
                rows.getString("pattern_type"),
                rows.getString("pattern"),
                rows.getLong("confidence_no_fp"),
                rows.getString("expected_countries")));
      }
    }
    return fingerprints;
  }
}
