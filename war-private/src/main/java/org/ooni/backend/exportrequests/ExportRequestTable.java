// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.exportrequests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.problem.Conflict;
import org.ooni.backend.session.AccountId;

/** The table {@code export_request}. */
@ApplicationScoped
class ExportRequestTable {

  private static final String IS_STORED =
      "SELECT FROM export_month WHERE month = ? AND stored_at IS NOT NULL";

  // one that waits already will do for everybody
  private static final String ADD =
      """
      WITH waiting AS (
        SELECT request_id FROM export_request WHERE taken_at IS NULL AND month = ?
        ORDER BY 1 LIMIT 1
      ), added AS (
        INSERT INTO export_request (month, account_id)
        SELECT ?, ? WHERE NOT EXISTS (SELECT FROM waiting)
        RETURNING request_id
      )
      SELECT request_id FROM waiting UNION ALL SELECT request_id FROM added
      """;

  @Inject WriteDatabase database;

  /**
   * Leaves a request and returns its number.
   *
   * @throws Conflict when the month was exported
   */
  long add(AccountId account, YearMonth month) {
    Date day = Date.valueOf(month.atDay(1));
    return database.inTransaction(
        connection -> {
          if (isStored(connection, day)) {
            throw new Conflict("This month was exported; a month is exported once");
          }
          try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setDate(1, day);
            add.setDate(2, day);
            add.setString(3, account.text());
            try (ResultSet row = add.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  private static boolean isStored(Connection connection, Date day) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IS_STORED)) {
      select.setDate(1, day);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
