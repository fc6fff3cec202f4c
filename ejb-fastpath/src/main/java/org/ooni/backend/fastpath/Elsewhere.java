// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Measurements that have no row of their own because they are the alias of another, or because they
 * are parked and the server tries them when it is asked to.
 */
final class Elsewhere {

  private static final String SELECT =
      """
      SELECT measurement_uid, 'alias' FROM measurement_alias WHERE measurement_uid = ANY (?)
      UNION ALL
      SELECT measurement_uid, 'parked' FROM parked WHERE measurement_uid = ANY (?)
      """;

  private final Connection connection;

  Elsewhere(Connection connection) {
    this.connection = connection;
  }

  /** Where each of these is that is elsewhere, by uid. */
  Map<String, ArchivedRows.Fate> find(Collection<String> uids) throws SQLException {
    Map<String, ArchivedRows.Fate> found = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      Array array = connection.createArrayOf("text", uids.toArray());
      select.setArray(1, array);
      select.setArray(2, array);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          boolean alias = row.getString(2).equals("alias");
          found.put(row.getString(1), alias ? ArchivedRows.Fate.ALIAS : ArchivedRows.Fate.PARKED);
        }
      }
    }
    return found;
  }
}
