// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The table {@code export_request}: somebody wants a month to be exported now. */
final class ExportRequests {

  private static final String OPEN =
      "SELECT DISTINCT month FROM export_request WHERE taken_at IS NULL";
  private static final String TAKEN =
      "UPDATE export_request SET taken_at = now() WHERE taken_at IS NULL AND month = ?";
  private static final String EXPIRE =
      "DELETE FROM export_request WHERE requested_at < now() - interval '30 days'";

  private final DataSource database;

  ExportRequests(DataSource database) {
    this.database = database;
  }

  /** Months that nobody has tried yet. */
  Set<YearMonth> open() throws SQLException {
    Set<YearMonth> months = new TreeSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(OPEN);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        months.add(YearMonth.from(row.getObject(1, LocalDate.class)));
      }
    }
    return months;
  }

  /** One was tried. */
  void taken(YearMonth month) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement taken = connection.prepareStatement(TAKEN);
        PreparedStatement expire = connection.prepareStatement(EXPIRE)) {
      taken.setDate(1, ExportTable.date(month));
      taken.executeUpdate();
      expire.executeUpdate();
    }
  }
}
