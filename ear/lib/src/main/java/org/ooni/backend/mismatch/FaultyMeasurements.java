// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mismatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** The table {@code faulty_measurements}. */
final class FaultyMeasurements {

  private static final String INSERT =
      """
      INSERT INTO faulty_measurements (ts, type, probe_cc, probe_asn, details)
      VALUES (?, 'geoip', ?, ?, ?::json)
      """;
  private static final int TIMEOUT_SECONDS = 10;

  private final DataSource database;

  FaultyMeasurements(DataSource database) {
    this.database = database;
  }

  /** Writes all or none. */
  void insert(List<Mismatch> mismatches) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setQueryTimeout(TIMEOUT_SECONDS);
        for (Mismatch mismatch : mismatches) {
          insert.setObject(1, OffsetDateTime.ofInstant(mismatch.at(), ZoneOffset.UTC));
          insert.setString(2, mismatch.found().country().code());
          insert.setLong(3, mismatch.found().asn().number());
          insert.setString(4, mismatch.details());
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
