// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Which measurement each line of a published object is, as the index knows it. */
public final class IndexedUids {

  /** Objects have fewer lines; what is beyond is not known. */
  private static final int MOST = 1_000_000;

  private static final String SELECT =
      """
      SELECT linenum, measurement_uid FROM jsonl WHERE s3path = ? AND measurement_uid <> ''
      LIMIT ?
      """;

  private final DataSource database;

  /** Asks a database. */
  public IndexedUids(DataSource database) {
    this.database = database;
  }

  /** By the number of the line from 0. */
  public Map<Integer, String> of(String key) throws SQLException {
    Map<Integer, String> uids = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, key);
      select.setInt(2, MOST);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          uids.put(row.getInt(1), row.getString(2));
        }
      }
    }
    return uids;
  }
}
