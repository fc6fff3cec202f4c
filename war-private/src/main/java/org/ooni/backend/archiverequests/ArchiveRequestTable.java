// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archiverequests;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.session.AccountId;

/** The table {@code archive_request}. */
@ApplicationScoped
class ArchiveRequestTable {

  // one that waits already will do for everybody
  private static final String ADD =
      """
      WITH waiting AS (
        SELECT request_id FROM archive_request WHERE taken_at IS NULL ORDER BY 1 LIMIT 1
      ), added AS (
        INSERT INTO archive_request (account_id)
        SELECT ? WHERE NOT EXISTS (SELECT FROM waiting)
        RETURNING request_id
      )
      SELECT request_id FROM waiting UNION ALL SELECT request_id FROM added
      """;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  /** Leaves a request and returns its number. */
  long add(AccountId account) {
    try (Connection connection = database.getConnection();
        PreparedStatement add = connection.prepareStatement(ADD)) {
      add.setString(1, account.toString());
      try (ResultSet row = add.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }
}
