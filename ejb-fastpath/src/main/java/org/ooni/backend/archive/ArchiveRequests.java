// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The table {@code archive_request}: somebody wants the archive to run now. */
final class ArchiveRequests {

  private static final String TAKE =
      "UPDATE archive_request SET taken_at = now() WHERE taken_at IS NULL";

  private static final String EXPIRE =
      "DELETE FROM archive_request WHERE requested_at < now() - interval '30 days'";

  private final DataSource database;

  ArchiveRequests(DataSource database) {
    this.database = database;
  }

  /** Takes all requests that no node has taken; whether there was one. */
  boolean take() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement take = connection.prepareStatement(TAKE)) {
      boolean taken = take.executeUpdate() > 0;
      if (taken) {
        try (PreparedStatement expire = connection.prepareStatement(EXPIRE)) {
          expire.executeUpdate();
        }
      }
      return taken;
    }
  }
}
