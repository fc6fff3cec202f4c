// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Problem;

/** The table {@code spool}: bytes that are committed and not archived yet. */
@ApplicationScoped
class SpoolBodies implements BodySource {

  private static final Logger LOG = Logger.getLogger(SpoolBodies.class);

  private static final String BY_UID =
      """
      select body, size, content_offset, content_length
      from spool
      where measurement_uid = ?
      """;

  @Inject ReadDatabase database;

  @Override
  public Stage stage() {
    return Stage.COMMITTED;
  }

  @Override
  public BodyLookup find(BodyKey key) {
    try {
      return database.ask(BY_UID, statement -> read(statement, key));
    } catch (Problem e) {
      LOG.warn("spool not readable", e);
      return new BodyLookup.Unavailable();
    }
  }

  private static BodyLookup read(PreparedStatement statement, BodyKey key) throws SQLException {
    statement.setString(1, key.uid().text());
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return new BodyLookup.NotStored();
      }
      StoredBody body =
          new StoredBody(rows.getBytes(1), rows.getInt(2), rows.getInt(3), rows.getInt(4));
      return new BodyLookup.Found(body.content());
    }
  }
}
