// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import liquibase.changelog.ChangeSet;

/**
 * What a database remembers of change sets. Read without Liquibase, which would make its tables
 * where they are missing, and lock.
 *
 * @param byId empty for a database that never saw a change set
 */
record AppliedChanges(Map<String, Applied> byId) {

  /** When, by which deployment, under which tag and with which checksum; tag may be empty. */
  record Applied(String at, String deployment, String tag, String checksum) {}

  static AppliedChanges of(DataSource database) throws SQLException {
    Map<String, Applied> byId = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (isThere(statement)) {
        read(statement, byId);
      }
    }
    return new AppliedChanges(byId);
  }

  /** Whether the database has the table of applied change sets. */
  static boolean isThere(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT to_regclass('public.databasechangelog')")) {
      return row.next() && row.getString(1) != null;
    }
  }

  private static void read(Statement statement, Map<String, Applied> byId) throws SQLException {
    String applied =
        """
        SELECT id, to_char(dateexecuted, 'YYYY-MM-DD HH24:MI:SS') AS at,
          coalesce(deployment_id, '') AS deployment, coalesce(tag, '') AS tag,
          coalesce(md5sum, '') AS checksum
        FROM public.databasechangelog ORDER BY orderexecuted, dateexecuted
        """;
    try (ResultSet row = statement.executeQuery(applied)) {
      while (row.next()) {
        byId.put(
            row.getString("id"),
            new Applied(
                row.getString("at"),
                row.getString("deployment"),
                row.getString("tag"),
                row.getString("checksum")));
      }
    }
  }

  List<String> pending(List<ChangeSet> changelog) {
    return changelog.stream().map(ChangeSet::getId).filter(id -> !byId.containsKey(id)).toList();
  }

  /** The tag that was set last. */
  Optional<String> release() {
    return byId.values().stream()
        .map(Applied::tag)
        .filter(tag -> !tag.isEmpty())
        .reduce((earlier, later) -> later);
  }
}
