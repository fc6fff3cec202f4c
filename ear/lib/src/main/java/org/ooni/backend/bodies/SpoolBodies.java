// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import com.github.luben.zstd.ZstdException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.problem.Problem;

/** The table {@code spool}: bytes that are committed and not archived yet. */
@ApplicationScoped
class SpoolBodies implements BodySource {

  static final Meter FAILURES =
      Meter.counter(
          "spool_read_failures_total",
          "Bodies in the database that cannot be unpacked any more",
          "reason");

  private static final String DAMAGED = "damaged";

  private static final Logger LOG = Logger.getLogger(SpoolBodies.class);

  private static final String BY_UID =
      """
      select body, size, content_offset, content_length
      from spool
      where measurement_uid = ?
      """;

  @Inject ReadDatabase database;
  @Inject Meters meters;

  /** The first failure is only seen as one when there was a 0 before it. */
  void declare(@Observes Startup event) {
    meters.add(FAILURES, DAMAGED, 0);
  }

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

  private BodyLookup read(PreparedStatement statement, BodyKey key) throws SQLException {
    statement.setString(1, key.uid().text());
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return new BodyLookup.NotStored();
      }
      StoredBody body =
          new StoredBody(rows.getBytes(1), rows.getInt(2), rows.getInt(3), rows.getInt(4));
      return unpacked(body, key);
    }
  }

  /** A damaged copy is none: the next place may have a good one. */
  private BodyLookup unpacked(StoredBody body, BodyKey key) {
    try {
      return new BodyLookup.Found(body.content());
    } catch (ZstdException | IllegalStateException e) {
      meters.add(FAILURES, DAMAGED, 1);
      LOG.errorf("body in the database is damaged uid=%s: %s", key.uid(), e.getMessage());
      return new BodyLookup.NotStored();
    }
  }
}
